import { describe, expect, it } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { RANK_WEIGHTS } from '#domain/policy/policy.ts';
import { anOrder, aProvider } from '../../support/builders.ts';

const { job } = anOrder();
const ranked = (fields: Partial<Provider> = {}, personal: string | null = null) =>
  rank(aProvider(fields), 'wlan', job.place, personal);
const points = (fields: Partial<Provider>, factor: string) =>
  ranked(fields).reasons.find((each) => each.factor === factor)?.points;
const first = (...all: Partial<Provider>[]) =>
  all.map((fields) => ranked(fields)).sort(byRank)[0]?.provider.id;

describe('the ranking', () => {
  it('[R4.1] is the sum of its parts, each from nothing to its weight', () => {
    const { score, reasons } = ranked();
    expect(reasons.map(({ factor }) => factor)).toEqual([
      'stars',
      'skillLevel',
      'distance',
      'reliability'
    ]);
    expect(score).toBeCloseTo(
      reasons.reduce((sum, each) => sum + each.points, 0),
      10
    );
    const { lat, lon } = job.place;
    const here = { base: { ...aProvider().base, lat, lon } };
    expect(points(here, 'distance')).toBe(RANK_WEIGHTS.distance);
    expect(points({ radiusM: 1 }, 'distance')).toBe(0);
    expect(points({ skills: [{ skill: 'wlan', level: 5 }] }, 'skillLevel')).toBe(
      RANK_WEIGHTS.skillLevel
    );
    expect(points({ reliability: { kept: 15, lost: 5 } }, 'reliability')).toBeCloseTo(
      RANK_WEIGHTS.reliability * 0.8,
      10
    );
  });

  it.each<[string, Partial<Provider>]>([
    ['more stars', { stars: { sum: 100, count: 20 } }],
    ['a higher level', { skills: [{ skill: 'wlan', level: 4 }] }],
    ['a shorter way', { base: { ...aProvider().base, lat: 47.55 } }],
    ['jobs that were kept', { reliability: { kept: 40, lost: 0 } }]
  ])('[R4.1] puts %s first', (_title, better) => {
    const plain = { id: 'a', reliability: { kept: 18, lost: 2 } };
    expect(first(plain, { ...plain, ...better, id: 'b' })).toBe('b');
  });

  it('[R4.2] does not let one job with five stars beat fifty at 4.8', () => {
    const one = { id: 'a', stars: { sum: 5, count: 1 } };
    const fifty = { id: 'b', stars: { sum: 240, count: 50 } };
    expect(first(one, fifty)).toBe('b');
  });

  it('[R4.3] helps who has just begun, less with each job, and no longer after five', () => {
    const bonus = (kept: number) => points({ reliability: { kept, lost: 0 } }, 'newcomer') ?? 0;
    expect([0, 1, 2, 3, 4, 5].map((jobs) => Math.round(bonus(jobs) * 100))).toEqual([
      15, 12, 9, 6, 3, 0
    ]);
    expect(points({ reliability: { kept: 3, lost: 2 } }, 'newcomer')).toBeUndefined();
  });

  it('[R4.4] is stored with the offer: what counted, with the own value and the points', () => {
    const [offer] = newOffers(job, [ranked({ reliability: { kept: 2, lost: 0 } })]);
    expect(offer?.reasons).toMatchObject([
      { factor: 'stars', value: (43 + 96) / 30 },
      { factor: 'skillLevel', value: 3, points: 0.2 * 0.6 },
      { factor: 'distance', value: 1001 },
      { factor: 'reliability', value: 1, points: 0.2 },
      { factor: 'newcomer', value: 2 }
    ]);
    expect(offer?.score).toBe(ranked({ reliability: { kept: 2, lost: 0 } }).score);
  });

  it('[R4.5] goes by the id where the scores are equal', () => {
    expect(first({ id: 'b' }, { id: 'a' })).toBe('a');
    expect(first({ id: 'a' }, { id: 'b' })).toBe('a');
  });

  it('[R2.1] puts the one whom the customer asked for before the best', () => {
    const poor = { id: 'asked', stars: { sum: 1, count: 1 }, reliability: { kept: 1, lost: 9 } };
    const all = [ranked({ id: 'best' }, 'asked'), ranked(poor, 'asked')].sort(byRank);
    expect(all.map(({ provider }) => provider.id)).toEqual(['asked', 'best']);
  });
});
