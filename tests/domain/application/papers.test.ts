import { describe, expect, it } from 'vitest';
import { paperReminders } from '#domain/application/expiring-papers.ts';
import { papersOf, providerFrom } from '#domain/application/new-provider.ts';
import { endOfPaper } from '#domain/application/papers.ts';
import { grade, asked, type TestQuestion } from '#domain/application/admission-test.ts';
import { reasonsAgainst } from '#domain/matching/eligibility.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import { aForm, anApplication, aPaper } from '../../support/an-application.ts';
import { anOrder, aProvider, NOW } from '../../support/builders.ts';

const yes = { isOk: true, reason: '', by: 'eva', at: NOW };
const accepted = (expiresOn: string | null) =>
  anApplication({
    state: 'accepted',
    papers: [aPaper({ expiresOn })],
    decisions: { 'paper:p1': yes }
  });
const end = endOfPaper({ expiresOn: '2027-03-01' }, 'CH')!;

describe('a paper with an end', () => {
  it('[H2.7] ends with the first moment of its day, in the market’s own time', () => {
    expect(new Date(end).toISOString()).toBe('2027-02-28T23:00:00.000Z');
    expect(endOfPaper({ expiresOn: null }, 'CH')).toBeNull();
  });

  it.each([
    [31 * DAY_MS, []],
    [30 * DAY_MS, [30]],
    [15 * DAY_MS, [30]],
    [14 * DAY_MS, [14]],
    [3 * DAY_MS, [3]],
    [1, [3]],
    [0, [0]],
    [-40 * DAY_MS, [0]]
  ])('[H2.6] %i ms before its end its owner is told at mark %j', (before, marks) => {
    const reminders = paperReminders(accepted('2027-03-01'), end - before);
    expect(reminders.map(({ mark }) => mark)).toEqual(marks);
  });

  it('[H2.6] nobody is told of one that was replaced, or that has no end', () => {
    const papers = [aPaper({ expiresOn: '2027-03-01' }), aPaper({ id: 'p2' })];
    const decisions = { 'paper:p1': yes, 'paper:p2': yes };
    expect(paperReminders({ ...accepted(null), papers, decisions }, end)).toEqual([]);
    expect(paperReminders(accepted(null), end)).toEqual([]);
  });

  it('[H2.7] whoever needs it is asked for no visit from its day on, and for those before', () => {
    const { requirement, job } = anOrder();
    const { papers, paperEnds } = papersOf(accepted('2027-03-01'));
    const provider = aProvider({ papers, paperEnds, role: 'friend' });
    const against = (startsAt: number) =>
      reasonsAgainst(
        provider,
        { ...requirement, tests: [], papers: [] },
        { startsAt, durationMin: 60, lat: job.place.lat, lon: job.place.lon, market: 'CH' },
        []
      );
    expect(against(end - 1)).toEqual([]);
    expect(against(end)).toEqual(['papers']);
    // A paper that only a partner asks for is no condition of other work.
    const other = { ...provider, paperEnds: { certificate: end } };
    expect(
      reasonsAgainst(
        other,
        { ...requirement, tests: [], papers: ['certificate'] },
        {
          ...{ startsAt: end, durationMin: 60, lat: job.place.lat, lon: job.place.lon },
          market: 'CH'
        },
        []
      )
    ).toEqual(['papers']);
  });

  it('[H2.7] whoever’s needed paper was turned down since, with an end or without, is asked for none', () => {
    const { requirement, job } = anOrder();
    const { lat, lon } = job.place;
    const visit = { startsAt: NOW + DAY_MS, durationMin: 60, lat, lon, market: 'CH' } as const;
    const no = { ...yes, isOk: false, reason: 'gefälscht' };
    for (const expiresOn of ['2027-03-01', null]) {
      const application = { ...accepted(expiresOn), decisions: { 'paper:p1': no } };
      const provider = aProvider({ ...papersOf(application), role: 'friend' });
      const wanted = { ...requirement, tests: [], papers: [] };
      expect(reasonsAgainst(provider, wanted, visit, [])).toEqual(['papers']);
    }
  });

  it('[H2.8] a Pro without the signed contract is asked for no partner’s order', () => {
    const { requirement, job } = anOrder();
    const { lat, lon } = job.place;
    const visit = { startsAt: NOW + DAY_MS, durationMin: 60, lat, lon, market: 'CH' } as const;
    const against = (papers: string[], isPartners: boolean) =>
      reasonsAgainst(
        aProvider({ role: 'pro', papers }),
        { ...requirement, tests: [], papers: [], isPartners },
        visit,
        []
      );
    expect(against([], false)).toEqual([]);
    expect(against([], true)).toEqual(['papers']);
    expect(against(['subcontractorContract'], true)).toEqual([]);
  });

  it('[H2.9] makes a provider as applied for; what they have earned since stays', () => {
    const application = anApplication({ state: 'accepted', decisions: { 'paper:p1': yes } });
    const known = { base: { lat: 47.56, lon: 7.59 }, phone: '+41615550123', now: NOW };
    const made = providerFrom(application, known);
    expect(made).toMatchObject({
      ...{ _id: 'provider:lea', role: 'friend', company: '', radiusM: 20_000, vetted: true },
      base: { postcode: '4058', city: 'Basel', lat: 47.56, lon: 7.59 },
      tests: ['basics'],
      papers: ['identity']
    });
    const earned = { ...made, stars: { sum: 9, count: 2 }, active: false };
    const again = providerFrom(
      { ...application, form: aForm({ radiusKm: 5 }), state: 'suspended' },
      known,
      earned
    );
    expect(again).toMatchObject({ radiusM: 5_000, stars: earned.stars, vetted: false });
    expect(again.active).toBe(false);
  });

  it('[H4.6] leaves what they have set in the app since, whatever is decided later', () => {
    const application = anApplication({ state: 'accepted', decisions: { 'paper:p1': yes } });
    const known = { base: { lat: 47.56, lon: 7.59 }, phone: '+41615550123', now: NOW };
    const by = { at: 1, id: 'a1' };
    const set = {
      ...providerFrom(application, known),
      ...{ radiusM: 3_000, setBy: { radiusKm: by }, skills: [], bio: 'Hello' },
      ...{ languages: ['fr' as const], locale: 'en' as const }
    };
    expect(providerFrom(application, known, set)).toMatchObject({
      ...{ radiusM: 3_000, skills: [], bio: 'Hello', languages: ['fr'], locale: 'de' }
    });
  });
});

describe('the admission test', () => {
  const text = { de: 'x' };
  const question = (id: string): TestQuestion => ({
    ...{ id, text, right: 'b', lesson: { de: 'read' } },
    answers: ['a', 'b'].map((each) => ({ id: each, text }))
  });
  it('[H1.9] is graded by what is right; nothing of that is in what is asked', () => {
    const questions = ['q1', 'q2', 'q3'].map(question);
    expect(grade(questions, { q1: 'b', q2: 'a' })).toEqual({ percent: 33, wrong: ['q2', 'q3'] });
    expect(JSON.stringify(questions.map(asked))).not.toMatch(/right|lesson|read/);
  });
});
