import { describe, expect, it } from 'vitest';
import { PLAN_LIMITS } from '#domain/policy/plan-limits.ts';
import {
  setAtServer,
  withOwn,
  type AboutOneself,
  type OwnSettings,
  type SetBy
} from '#domain/profile/own-settings.ts';
import { AT_ALL_TIMES } from '#domain/profile/work-plan.ts';

const SETTINGS: OwnSettings = { active: true, locale: 'de', radiusKm: 20, bio: '', skills: [] };
const TODAY = '2026-06-08';
const AWAY = { is: 'away', from: 0, until: 1440 } as const;
const NIGHTS = Array.from({ length: 7 }, () => [{ from: 0, until: 60 }]);
const DAYS = Array.from({ length: 7 }, () => [{ from: 540, until: 1020 }]);

interface Said extends SetBy {
  said: AboutOneself;
}
const say = (at: number, id: string, said: AboutOneself): Said => ({ at, id, said });

/** What the server has once these arrived, in this order. */
function after(...arrived: Said[]) {
  let settings = SETTINGS;
  let setBy: Record<string, SetBy> = {};
  for (const { said, at, id } of arrived) {
    const set = setAtServer(settings, setBy, { said, by: { at, id }, today: TODAY });
    if (!set.ok) throw new Error(set.code);
    ({ settings, setBy } = set);
  }
  return settings;
}

describe('what a helper has set about themselves', () => {
  it('[H4.2] changes only what an action names', () => {
    expect(after(say(1, 'a', { active: false }))).toEqual({ ...SETTINGS, active: false });
    expect(after(say(1, 'a', { hours: DAYS }))).toEqual({
      ...SETTINGS,
      plan: { ...AT_ALL_TIMES, hours: DAYS }
    });
    expect(after(say(1, 'a', {}))).toEqual(SETTINGS);
  });

  it('[H4.2] comes to the same whatever arrives first: of each part what was said last', () => {
    const phone = [
      say(10, 'phone:1', { hours: DAYS, vacation: { from: '2026-07-01', until: '2026-07-14' } }),
      say(30, 'phone:2', { dates: { '2026-06-10': AWAY, '2026-06-11': AWAY } }),
      say(50, 'phone:3', { active: false })
    ];
    const tablet = [
      say(20, 'tablet:1', { hours: NIGHTS, worksOnHolidays: true }),
      say(40, 'tablet:2', { dates: { '2026-06-11': null, '2026-06-12': AWAY } }),
      say(45, 'tablet:3', { active: true, locale: 'en' })
    ];
    const expected = {
      ...{ ...SETTINGS, active: false, locale: 'en' },
      plan: {
        hours: NIGHTS,
        dates: { '2026-06-10': AWAY, '2026-06-12': AWAY },
        vacation: { from: '2026-07-01', until: '2026-07-14' },
        worksOnHolidays: true
      }
    };
    for (const arrived of interleaved(phone, tablet)) expect(after(...arrived)).toEqual(expected);
  });

  it('[H4.2] is that of the greater action id where both were said at the same moment', () => {
    const [a, b] = [say(5, 'a', { radiusKm: 10 }), say(5, 'b', { radiusKm: 30 })];
    expect(after(a, b).radiusKm).toBe(30);
    expect(after(b, a).radiusKm).toBe(30);
  });

  it('[H4.3] forgets dates that are over, and keeps a taken back one from coming again', () => {
    const old = say(1, 'a', { dates: { '2026-06-07': AWAY, '2026-06-09': AWAY } });
    expect(after(old).plan?.dates).toEqual({ '2026-06-09': AWAY });
    const back = say(2, 'b', { dates: { '2026-06-09': null } });
    expect(after(back, old).plan?.dates).toEqual({});
  });

  it('[H4.3] has as many dates ahead as there may be, and not one more', () => {
    const day = (index: number) =>
      new Date(Date.UTC(2026, 5, 9 + index)).toISOString().slice(0, 10);
    const dates = Object.fromEntries(
      Array.from({ length: PLAN_LIMITS.dates }, (_none, index) => [day(index), AWAY])
    );
    const full: OwnSettings = { ...SETTINGS, plan: { ...AT_ALL_TIMES, dates } };
    const by = { at: 1, id: 'a' };
    const more = { dates: { [day(PLAN_LIMITS.dates)]: AWAY } };
    expect(setAtServer(full, {}, { said: more, by, today: TODAY })).toEqual({
      ...{ ok: false, code: 'availability.tooMany' }
    });
    const instead = { dates: { ...more.dates, [day(0)]: null } };
    expect(setAtServer(full, {}, { said: instead, by, today: TODAY })).toMatchObject({ ok: true });
  });

  it('[H4.3] names no day more than two years ahead, not even to take it back', () => {
    const by = { at: 1, id: 'a' };
    const set = (day: string) =>
      setAtServer(SETTINGS, {}, { said: { dates: { [day]: null } }, by, today: TODAY }).ok;
    expect([set('2028-06-08'), set('2028-06-09'), set('9999-12-31')]).toEqual([true, false, false]);
  });

  it('[H4.3] counts days that were taken back, and leaves all else to be set', () => {
    const day = (index: number) =>
      new Date(Date.UTC(2026, 5, 9 + index)).toISOString().slice(0, 10);
    let setBy: Record<string, SetBy> = {};
    const tell = (said: AboutOneself, at: number) =>
      setAtServer(SETTINGS, setBy, { said, by: { at, id: 'a' }, today: TODAY });
    for (let index = 0; index < PLAN_LIMITS.datesNamed; index += 1) {
      const set = tell({ dates: { [day(index)]: null } }, index);
      if (set.ok) ({ setBy } = set);
    }
    expect(Object.keys(setBy)).toHaveLength(PLAN_LIMITS.datesNamed);
    const one = { dates: { [day(PLAN_LIMITS.datesNamed)]: null } };
    expect(tell(one, 999)).toEqual({ ok: false, code: 'availability.tooMany' });
    expect(tell({ dates: { [day(0)]: AWAY } }, 999)).toMatchObject({ ok: true });
    setBy = { ...setBy, [`date:${day(500)}`]: { at: 1, id: 'a' } };
    expect(tell({ active: false }, 999)).toMatchObject({ ok: true, settings: { active: false } });
  });

  it('[H4.4] is a text, languages, a photo, and each skill by itself', () => {
    const photo = { sha256: 'A'.repeat(43), size: 1, type: 'image/webp' } as const;
    const about = say(1, 'a', { bio: 'Hello', languages: ['de', 'fr'], photo });
    expect(after(about)).toMatchObject({ bio: 'Hello', languages: ['de', 'fr'] });
    const twice = say(1, 'a', { languages: ['de', 'fr', 'de'] });
    expect(after(twice).languages).toEqual(['de', 'fr']);
    expect(after(about).photo).toBe(photo.sha256);
    expect(after(about, say(2, 'b', { photo: null, bio: '' }))).toMatchObject({
      ...{ bio: '', photo: null }
    });
    const [high, low] = [say(3, 'c', { skills: { tv: 4 } }), say(4, 'd', { skills: { wlan: 2 } })];
    expect(after(low, high).skillRequests).toMatchObject({
      ...{ tv: { level: 4, id: 'c' }, wlan: { level: 2, id: 'd' } }
    });
  });

  it('[H4.1] is shown on the device as soon as it was said', () => {
    const shown = { ...SETTINGS, name: 'Anna' };
    const by = { at: 1, id: 'a' };
    const away = withOwn(withOwn(shown, { dates: { [TODAY]: AWAY } }, by), { active: false }, by);
    expect(away).toEqual({
      ...{ ...shown, active: false },
      plan: { ...AT_ALL_TIMES, dates: { [TODAY]: AWAY } }
    });
  });
});

/** Every order in which both can arrive, each in its own order. */
function interleaved<T>(a: readonly T[], b: readonly T[]): T[][] {
  const [first, ...others] = a;
  const [second, ...rest] = b;
  if (first === undefined) return [[...b]];
  if (second === undefined) return [[...a]];
  return [
    ...interleaved(others, b).map((each) => [first, ...each]),
    ...interleaved(a, rest).map((each) => [second, ...each])
  ];
}
