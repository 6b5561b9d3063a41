import { describe, expect, it } from 'vitest';
import { reasonsAgainst, type Ineligible } from '#domain/matching/eligibility.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { AT_ALL_TIMES, type WorkPlan } from '#domain/profile/work-plan.ts';
import { anOrder, aProvider, NOW } from '../../support/builders.ts';

const { requirement, job } = anOrder();
const { lat, lon } = job.place;
const visit = { startsAt: NOW + 48 * HOUR_MS, durationMin: 60, lat, lon, market: 'CH' } as const;
const asked = {
  ...requirement,
  proOnly: true,
  tests: ['nordhall'],
  papers: ['tradeLicence']
};
const fits = (fields: Partial<Provider> = {}) =>
  aProvider({ role: 'pro', tests: ['nordhall'], papers: ['tradeLicence'], ...fields });
const against = (fields: Partial<Provider>) => reasonsAgainst(fits(fields), asked, visit, []);

/** A kilometre is a hundredth of a degree of latitude and a bit. */
const kmNorth = (km: number) => ({ ...fits().base, lat: lat + km / 111.195, lon });

const onlyAtNight: WorkPlan = {
  ...AT_ALL_TIMES,
  hours: Array.from({ length: 7 }, () => [{ from: 0, until: 60 }])
};
const inVacation: WorkPlan = {
  ...AT_ALL_TIMES,
  vacation: { from: '2026-06-01', until: '2026-06-30' }
};

describe('who is asked', () => {
  it.each<[string, Partial<Provider>, Ineligible[]]>([
    ['is who fits in everything', {}, []],
    ['[R3.1] is nobody who is not vetted', { vetted: false }, ['notVetted']],
    ['[R3.1] is nobody who pauses', { active: false }, ['notActive']],
    ['[R3.1] is nobody of another market', { market: 'DE' }, ['otherMarket']],
    ['[R3.2] is who has just the level', { skills: [{ skill: 'wlan', level: 2 }] }, []],
    ['[R3.2] is nobody below it', { skills: [{ skill: 'wlan', level: 1 }] }, ['skill']],
    ['[R3.2] is nobody with another skill', { skills: [{ skill: 'tv', level: 5 }] }, ['skill']],
    ['[R3.2] is no Friend where a Pro is asked for', { role: 'friend' }, ['proOnly']],
    ["[R3.3] is nobody without the partner's test", { tests: ['other'] }, ['test']],
    ["[R3.3] is nobody without the partner's paper", { papers: [] }, ['papers']],
    ['[R3.10] is nobody who does not work then', { plan: onlyAtNight }, ['outsideHours']],
    ['[R3.12] is nobody in their vacation', { plan: inVacation }, ['onVacation']],
    ['[R3.4] is who is within the radius', { base: kmNorth(4.9), radiusM: 5_000 }, []],
    ['[R3.4] is nobody beyond it', { base: kmNorth(5.1), radiusM: 5_000 }, ['tooFar']]
  ])('%s', (_title, fields, reasons) => {
    expect(against(fields)).toEqual(reasons);
  });

  it('[R3.6] names every reason at once', () => {
    const nobody = { vetted: false, active: false, skills: [], tests: [], radiusM: 1 };
    expect(against(nobody)).toEqual(['notVetted', 'notActive', 'skill', 'test', 'tooFar']);
  });

  // Same place: ten minutes to park. Ten kilometres: 25 minutes on the road as well.
  it.each<[string, number, number, boolean]>([
    ['the same place, ten minutes apart', 0, 70, true],
    ['the same place, nine minutes apart', 0, 69, false],
    ['ten kilometres, 36 minutes apart', 10, 96, true],
    ['ten kilometres, 34 minutes apart', 10, 94, false]
  ])('[R3.5] is free or not, before and after: %s', (_title, km, minutes, isFree) => {
    for (const startsAt of [visit.startsAt - minutes * 60_000, visit.startsAt + minutes * 60_000]) {
      const promised = [{ ...kmNorth(km), startsAt, durationMin: 60 }];
      expect(reasonsAgainst(fits(), asked, visit, promised)).toEqual(isFree ? [] : ['notFree']);
    }
  });
});
