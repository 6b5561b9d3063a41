import { describe, expect, it } from 'vitest';
import { isFree, travelMs, visitOf } from '#domain/matching/availability.ts';
import { distanceM } from '#domain/matching/distance.ts';
import { reasonsAgainst, type Ineligible } from '#domain/matching/eligibility.ts';
import type { Provider } from '#domain/matching/provider.ts';
import {
  bayesianStars,
  byRank,
  rank,
  RANK_FACTORS,
  type RankReason
} from '#domain/matching/ranking.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { AT_ALL_TIMES } from '#domain/profile/work-plan.ts';
import { aJob, anOrder, aProvider, NOW } from '../../support/builders.ts';

const BERLIN = { lat: 52.517, lon: 13.389 };
const HAMBURG = { lat: 53.551, lon: 9.994 };
const ZURICH = { lat: 47.377, lon: 8.541 };
const GENEVA = { lat: 46.204, lon: 6.143 };
const MUNICH = { lat: 48.137, lon: 11.576 };
const FRANKFURT = { lat: 50.111, lon: 8.682 };
const BASEL = { lat: 47.553, lon: 7.588 };

describe('the distance', () => {
  // As atlases give it for the great circle.
  it.each([
    ['Berlin and Hamburg', BERLIN, HAMBURG, 254.4],
    ['Zurich and Geneva', ZURICH, GENEVA, 224.4],
    ['Munich and Frankfurt', MUNICH, FRANKFURT, 304.1],
    ['a place and itself', BASEL, BASEL, 0],
    ['the poles', { lat: 90, lon: 0 }, { lat: -90, lon: 0 }, 20_015.1],
    ['opposite points of the equator', { lat: 0, lon: -90 }, { lat: 0, lon: 90 }, 20_015.1],
    // Rounding makes a little more than the half circle of it.
    ['opposite points', { lat: 45, lon: -179 }, { lat: -45, lon: 1 }, 20_015.1],
    ['a degree north', BASEL, { ...BASEL, lat: 48.553 }, 111.2],
    ['a degree east on the equator', { lat: 0, lon: 0 }, { lat: 0, lon: 1 }, 111.2],
    ['a degree east in the north', { lat: 60, lon: 0 }, { lat: 60, lon: 1 }, 55.6]
  ])('[R3.4] between %s is that of the great circle, there and back', (_title, a, b, km) => {
    expect(Math.round(distanceM(a, b) / 100) / 10).toBe(km);
    expect(distanceM(b, a)).toBeCloseTo(distanceM(a, b), 6);
  });
});

describe('free time', () => {
  const at = (startsAt: number, durationMin: number, place = BASEL) => ({
    ...place,
    startsAt,
    durationMin
  });
  const visit = at(NOW, 60);
  const MINUTE = 60_000;

  it('[R3.5] needs ten minutes to park and a minute for each 400 metres', () => {
    expect(travelMs(BASEL, BASEL)).toBe(10 * MINUTE);
    const north = { ...BASEL, lat: BASEL.lat + 0.18 };
    expect(travelMs(BASEL, north) / MINUTE).toBeCloseTo(distanceM(BASEL, north) / 400 + 10, 9);
  });

  it.each<[string, number, number, boolean]>([
    ['ends just in time before', -(45 + 10) * MINUTE, 45, true],
    ['ends a moment too late before', -(45 + 10) * MINUTE + 1, 45, false],
    ['begins just in time after', (60 + 10) * MINUTE, 45, true],
    ['begins a moment too early after', (60 + 10) * MINUTE - 1, 45, false],
    ['is at the same time', 0, 60, false],
    ['is within it', 10 * MINUTE, 5, false],
    ['is around it', -HOUR_MS, 300, false]
  ])('[R3.5] is there or not where another visit %s', (_title, ms, durationMin, expected) => {
    const other = at(NOW + ms, durationMin);
    expect(isFree(visit, [other])).toBe(expected);
    // Of several visits each has to leave the time.
    const far = at(NOW + 90 * HOUR_MS, 60);
    expect(isFree(visit, [far, other])).toBe(expected);
    expect(isFree(visit, [other, far])).toBe(expected);
  });

  it('[R3.5] is all time where nothing was promised', () => {
    expect(isFree(visit, [])).toBe(true);
  });

  it('[R3.5] is taken by a visit as its job says', () => {
    const job = aJob();
    expect(visitOf(job)).toEqual({
      startsAt: NOW + 48 * HOUR_MS,
      durationMin: 60,
      lat: 47.553,
      lon: 7.588
    });
  });
});

describe('who is asked', () => {
  const { job, requirement } = anOrder();
  const visit = { ...visitOf(job), market: 'CH' } as const;
  const asked = {
    ...requirement,
    tests: ['nordhall', 'first aid'],
    papers: ['tradeLicence', 'insurance']
  };
  const all = { tests: ['first aid', 'nordhall'], papers: ['insurance', 'tradeLicence'] };
  const against = (fields: Partial<Provider>, what: typeof asked = asked) =>
    reasonsAgainst(aProvider({ ...all, ...fields }), what, visit, []);

  it.each<[string, Partial<Provider>, Ineligible[]]>([
    ['has all of it', {}, []],
    ['has one test of two', { tests: ['nordhall'] }, ['test']],
    ['has the other test', { tests: ['first aid'] }, ['test']],
    ['has no test', { tests: [] }, ['test']],
    ['has one paper of two', { papers: ['tradeLicence'] }, ['papers']],
    ['has the other paper', { papers: ['insurance'] }, ['papers']],
    ['has no skill at all', { skills: [] }, ['skill']],
    [
      'has the skill behind another one',
      {
        skills: [
          { skill: 'tv', level: 1 },
          { skill: 'wlan', level: 2 }
        ]
      },
      []
    ],
    ['has the radius to the metre', { radiusM: distanceM(aProvider().base, job.place) }, []],
    [
      'has a millimetre less',
      { radiusM: distanceM(aProvider().base, job.place) - 0.001 },
      ['tooFar']
    ]
  ])('[R3.1, R3.2, R3.3, R3.4] is or is not who %s', (_title, fields, reasons) => {
    expect(against(fields)).toEqual(reasons);
  });

  it('[R3.2, R3.3] is anybody where nothing is asked for', () => {
    const nothing = { ...requirement, tests: [], papers: [] };
    expect(against({ tests: [], papers: [], role: 'friend' }, nothing)).toEqual([]);
    expect(against({ role: 'pro' }, nothing)).toEqual([]);
    const none = { ...nothing, level: 0 };
    expect(against({ skills: [] }, none)).toEqual([]);
  });

  it('[R3.6] has every reason named, in the order in which support reads them', () => {
    const nobody: Partial<Provider> = {
      ...{ vetted: false, active: false, market: 'DE', skills: [], radiusM: 1 },
      plan: { ...AT_ALL_TIMES, vacation: { from: '2026-01-01', until: '2026-12-31' } }
    };
    const reasons = reasonsAgainst(
      aProvider({ ...nobody, role: 'friend' }),
      { ...asked, proOnly: true },
      visit,
      [visit]
    );
    expect(reasons).toEqual([
      ...['notVetted', 'notActive', 'otherMarket', 'skill', 'proOnly'],
      ...['test', 'papers', 'tooFar', 'onVacation', 'notFree']
    ]);
  });
});

describe('the ranking', () => {
  const { job } = anOrder();

  it('[R4.1, R4.3] has these factors', () => {
    expect(RANK_FACTORS).toEqual([
      ...['stars', 'skillLevel', 'distance', 'reliability', 'newcomer', 'personal']
    ]);
  });

  it('[R4.2] begins at 4.3 stars, as if ten visits had been rated so', () => {
    expect(bayesianStars({ sum: 0, count: 0 })).toBe(4.3);
    expect(bayesianStars({ sum: 5, count: 1 })).toBeCloseTo(48 / 11, 12);
    expect(bayesianStars({ sum: 450, count: 90 })).toBeCloseTo(4.93, 12);
  });

  it('[R4.1, R4.4] adds up what each factor brings, with the own value beside it', () => {
    const base = { ...aProvider().base, lat: 47.6, lon: 7.6 };
    const provider = aProvider({ base, reliability: { kept: 2, lost: 1 } });
    const ranked = rank(provider, 'wlan', job.place, 'anna');
    expect(ranked.provider).toBe(provider);
    // Metres to a whole number, the points by the exact way.
    expect(ranked.distanceM).toBe(5303);
    const rounded = ranked.reasons.map(({ factor, value, points }) => [
      factor,
      Number(value.toFixed(6)),
      Number(points.toFixed(6))
    ]);
    expect(rounded).toEqual([
      // (43 + 96) / 30, and 0.4 of how far that is from 1 to 5.
      ['stars', 4.633333, 0.363333],
      ['skillLevel', 3, 0.12],
      // 0.2 of what 5,303 m leave of 20 km.
      ['distance', 5303, 0.146969],
      // (2 + 5) / (3 + 5)
      ['reliability', 0.875, 0.175],
      ['newcomer', 3, 0.06],
      ['personal', 1, 10]
    ]);
    expect(ranked.score).toBeCloseTo(10.865302, 6);
    expect(ranked.score).toBe(ranked.reasons.reduce((total, { points }) => total + points, 0));
  });

  const points = (fields: Partial<Provider>, factor: RankReason['factor']) =>
    rank(aProvider(fields), 'wlan', job.place, null).reasons.find((each) => each.factor === factor)
      ?.points;

  it('[R4.1] gives nothing for a way beyond the radius, and less the longer it is', () => {
    expect(points({ radiusM: 500 }, 'distance')).toBe(0);
    expect(points({ radiusM: 0 }, 'distance')).toBe(0);
    expect(points({ radiusM: 2_002 }, 'distance')).toBeCloseTo(0.1, 3);
    expect(points({ radiusM: 4_003 }, 'distance')).toBeCloseTo(0.15, 3);
    const near = { ...aProvider().base, ...job.place };
    expect(points({ base: near, radiusM: 0 }, 'distance')).toBe(0.2);
  });

  it('[R4.1] gives nothing for a skill that is not there', () => {
    expect(points({ skills: [{ skill: 'tv', level: 5 }] }, 'skillLevel')).toBe(0);
    const { reasons } = rank(aProvider({ skills: [] }), 'wlan', job.place, null);
    expect(reasons[1]).toEqual({ factor: 'skillLevel', value: 0, points: 0 });
  });

  it.each([
    [0, 0, 1, 0.2],
    [0, 5, 0.5, 0.1],
    [15, 0, 1, 0.2],
    [5, 10, 0.5, 0.1]
  ])('[R4.1] takes %i kept and %i lost for a reliability of %f', (kept, lost, value, worth) => {
    const { reasons } = rank(aProvider({ reliability: { kept, lost } }), 'wlan', job.place, null);
    expect(reasons[3]).toEqual({ factor: 'reliability', value, points: worth });
  });

  it('[R2.1] gives the personal points to nobody else', () => {
    const factors = rank(aProvider(), 'wlan', job.place, 'berta').reasons.map(
      (each) => each.factor
    );
    expect(factors).toEqual(['stars', 'skillLevel', 'distance', 'reliability']);
  });

  it('[R4.5] sorts the higher score first, whatever the ids', () => {
    const of = (id: string, score: number) => ({
      ...rank(aProvider({ id }), 'wlan', job.place, null),
      score
    });
    const sorted = [of('a', 1), of('c', 3), of('d', 2), of('b', 3)].toSorted(byRank);
    expect(sorted.map(({ provider }) => provider.id)).toEqual(['b', 'c', 'd', 'a']);
    expect(byRank(of('a', 2), of('b', 1))).toBeLessThan(0);
    expect(byRank(of('a', 1), of('b', 2))).toBeGreaterThan(0);
  });
});
