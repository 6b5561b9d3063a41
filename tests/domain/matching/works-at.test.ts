import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { againstWorking, spansOn, worksAt, type NotWorking } from '#domain/matching/works-at.ts';
import { AT_ALL_TIMES, type WorkPlan } from '#domain/profile/work-plan.ts';

const BERLIN = 'Europe/Berlin';
const h = (hour: number) => hour * 60;
const span = (from: number, until: number) => ({ from: h(from), until: h(until) });
const WORKDAYS = Array.from({ length: 7 }, (_none, day) =>
  day < 5 ? [span(8, 12), span(13, 18)] : []
);
const plan = (fields: Partial<WorkPlan> = {}): WorkPlan => ({
  ...AT_ALL_TIMES,
  hours: WORKDAYS,
  ...fields
});
/** `2026-06-10T09:00` on the wall in Berlin, and for how long. */
const visit = (wall: string, durationMin = 60) => ({
  startsAt: Temporal.PlainDateTime.from(wall).toZonedDateTime(BERLIN).epochMilliseconds,
  durationMin
});
const against = (fields: Partial<WorkPlan>, wall: string, durationMin = 60) =>
  againstWorking(plan(fields), visit(wall, durationMin), 'DE');

// 2026-06-10 is a Wednesday.
describe('the times at which somebody works', () => {
  it.each<[string, Partial<WorkPlan>, string, number, NotWorking | null]>([
    ['begins with the hours', {}, '2026-06-10T08:00', 60, null],
    ['begins a minute before them', {}, '2026-06-10T07:59', 60, 'outsideHours'],
    ['ends with the hours', {}, '2026-06-10T17:00', 60, null],
    ['ends a minute after them', {}, '2026-06-10T17:01', 60, 'outsideHours'],
    ['lies in the break', {}, '2026-06-10T12:00', 60, 'outsideHours'],
    ['goes over the break', {}, '2026-06-10T11:30', 120, 'outsideHours'],
    ['is on a free day', {}, '2026-06-13T10:00', 60, 'outsideHours'],
    [
      'goes over where two times touch',
      { hours: WORKDAYS.map(() => [span(8, 12), span(12, 18)]) },
      '2026-06-10T11:30',
      60,
      null
    ],
    [
      'goes over midnight from one day’s time to the next one’s',
      { hours: WORKDAYS.map(() => [span(0, 24)]) },
      '2026-06-10T23:30',
      60,
      null
    ],
    [
      'goes over midnight into a day that begins later',
      { hours: WORKDAYS.map(() => [span(1, 24)]) },
      '2026-06-10T23:30',
      60,
      'outsideHours'
    ]
  ])('[R3.10] are held against a visit that %s', (_title, fields, wall, min, expected) => {
    expect(against(fields, wall, min)).toBe(expected);
  });

  it('[R3.10] are all times of whoever has said none, on public holidays too', () => {
    for (const wall of ['2026-12-25T03:00', '2026-06-14T12:00']) {
      expect(worksAt(AT_ALL_TIMES, visit(wall), 'DE')).toBe(true);
    }
  });

  it.each<[string, Partial<WorkPlan>, string, NotWorking | null]>([
    ['away in the afternoon, in the morning', awayAfternoon(), '2026-06-10T09:00', null],
    ['away in the afternoon, then', awayAfternoon(), '2026-06-10T14:00', 'outsideHours'],
    ['away in the afternoon, after it', awayAfternoon(), '2026-06-10T16:00', null],
    ['away of whoever works at all times', awayAlways(), '2026-06-10T14:00', 'outsideHours'],
    ['there on a Saturday', saturday(), '2026-06-13T10:00', null],
    ['there on a Saturday, too late', saturday(), '2026-06-13T12:00', 'outsideHours'],
    ['there on a public holiday', onAscension(), '2026-05-14T10:00', null],
    ['there on the day of a vacation', { ...saturday(), ...away }, '2026-06-13T10:00', 'onVacation']
  ])('[R3.12] of one date: %s', (_title, fields, wall, expected) => {
    expect(against(fields, wall)).toBe(expected);
  });

  it.each<[string, string, NotWorking | null]>([
    ['the evening before', '2026-06-07T17:00', null],
    ['its first minute', '2026-06-08T00:00', 'onVacation'],
    ['its last day', '2026-06-13T17:00', 'onVacation'],
    ['the day after', '2026-06-14T00:00', null]
  ])('[R3.12] are none in a vacation: %s', (_title, wall, expected) => {
    expect(against({ hours: null, ...away }, wall)).toBe(expected);
  });

  it.each<[string, Partial<WorkPlan>, NotWorking | null]>([
    ['who has hours and said nothing', {}, 'publicHoliday'],
    ['who said that they do', { worksOnHolidays: true }, null],
    ['who works at all times', { hours: null }, null],
    [
      'who works at all times and said that they do not',
      { hours: null, worksOnHolidays: false },
      'publicHoliday'
    ]
  ])('[R3.13] on Ascension Day, of one %s', (_title, fields, expected) => {
    expect(against(fields, '2026-05-14T10:00')).toBe(expected);
  });

  it('[R3.13] know the holidays of their own market', () => {
    const friday = visit('2026-04-03T10:00');
    expect(againstWorking(plan(), friday, 'DE')).toBe('publicHoliday');
    expect(againstWorking(plan(), friday, 'CH')).toBeNull();
  });

  it('[R3.10] are listed for a day in order, as one where they touch', () => {
    const dates = { '2026-06-10': { is: 'works', ...span(12, 13) } } as const;
    expect(spansOn(plan({ dates }), '2026-06-10', 'DE')).toEqual([span(8, 18)]);
    expect(spansOn(plan(awayAfternoon()), '2026-06-10', 'DE')).toEqual([
      ...[span(8, 12), span(13, 14), span(16, 18)]
    ]);
  });
});

describe('on the days of a clock change', () => {
  const nights = WORKDAYS.map(() => [span(1, 3)]);
  // In spring 02:00 to 03:00 does not exist, in autumn it comes twice.
  it.each<[string, string, number, boolean]>([
    ['the one hour that is left in spring', '2026-03-29T00:00:00Z', 60, true],
    ['more than that hour', '2026-03-29T00:00:00Z', 61, false],
    ['the hour after the gap', '2026-03-29T01:00:00Z', 60, false],
    ['three hours in autumn', '2026-10-24T23:00:00Z', 180, true],
    ['more than three hours', '2026-10-24T23:00:00Z', 181, false],
    ['the second of the hours that come twice', '2026-10-25T01:00:00Z', 60, true]
  ])('[R3.11] times from one to three are %s', (_title, at, durationMin, expected) => {
    const night = { startsAt: Date.parse(at), durationMin };
    expect(worksAt(plan({ hours: nights }), night, 'DE')).toBe(expected);
  });

  it('[R3.11] times within the hour that comes twice are part of each', () => {
    const half = WORKDAYS.map(() => [{ from: h(2), until: h(2) + 30 }]);
    const at = (iso: string) =>
      worksAt(plan({ hours: half }), { startsAt: Date.parse(iso), durationMin: 30 }, 'DE');
    expect(at('2026-10-25T00:00:00Z')).toBe(true);
    expect(at('2026-10-25T00:30:00Z')).toBe(false);
    expect(at('2026-10-25T01:00:00Z')).toBe(true);
    expect(at('2026-10-25T01:30:00Z')).toBe(false);
  });

  it('[R3.11] agree with the wall, minute by minute, on every half hour of a year’s change days', () => {
    const hours = WORKDAYS.map(() => [span(0, 1), { from: 90, until: 150 }, span(8, 18)]);
    const isAt = (at: number) => {
      const { hour, minute } =
        Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(BERLIN);
      const wall = hour * 60 + minute;
      return hours[0]!.some(({ from, until }) => from <= wall && wall < until);
    };
    for (const day of ['2026-03-29', '2026-10-25']) {
      const from = Date.parse(`${day}T00:00Z`) - 3 * 3_600_000;
      for (let slot = 0; slot < 60; slot += 1) {
        const startsAt = from + slot * 1_800_000;
        const minutes = Array.from({ length: 45 }, (_none, at) => startsAt + at * 60_000);
        const expected = minutes.every(isAt);
        const at = { startsAt, durationMin: 45 };
        expect([slot, worksAt(plan({ hours, worksOnHolidays: true }), at, 'DE')]).toEqual([
          slot,
          expected
        ]);
      }
    }
  });
});

const away = { vacation: { from: '2026-06-08', until: '2026-06-13' } };
function awayAfternoon(): Partial<WorkPlan> {
  return { dates: { '2026-06-10': { is: 'away', ...span(14, 16) } } };
}
function awayAlways(): Partial<WorkPlan> {
  return { hours: null, ...awayAfternoon() };
}
function saturday(): Partial<WorkPlan> {
  return { dates: { '2026-06-13': { is: 'works', ...span(9, 12) } } };
}
function onAscension(): Partial<WorkPlan> {
  return { dates: { '2026-05-14': { is: 'works', ...span(9, 12) } } };
}
