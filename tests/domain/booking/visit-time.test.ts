import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  bookableDays,
  instantsOf,
  startTimesOn,
  visitFault,
  wallAt,
  type VisitFault
} from '#domain/booking/visit-time.ts';

const BERLIN = 'Europe/Berlin';
/** Monday 08:00 on the wall in Berlin. */
const NOW = Date.parse('2026-06-08T06:00:00Z');
const wish = (date: string, time: string) => ({ date, time });

describe('what the wall shows', () => {
  it.each([
    ['an hour that does not exist (spring)', wish('2026-03-29', '02:30'), []],
    ['the minute before it', wish('2026-03-29', '01:59'), ['2026-03-29T00:59:00Z']],
    ['the minute after it', wish('2026-03-29', '03:00'), ['2026-03-29T01:00:00Z']],
    [
      'an hour that exists twice (autumn)',
      wish('2026-10-25', '02:30'),
      ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']
    ],
    ['a winter day', wish('2026-12-24', '18:00'), ['2026-12-24T17:00:00Z']]
  ])('[R1.7] %s', (_title, at, expected) => {
    expect(instantsOf(at, BERLIN).map((ms) => new Date(ms).toISOString())).toEqual(
      expected.map((text) => new Date(text).toISOString())
    );
  });

  it('agrees with Temporal all through a year and on every half hour of the days that change the clock', () => {
    for (const zone of [BERLIN, 'Europe/Zurich']) {
      const from = Date.parse('2026-01-01T00:00:00Z');
      for (let slot = 0; slot < 366 * 48; slot += 1) {
        const at = from + slot * 1_800_000;
        const isChange = /2026-(03-29|10-25)/.test(new Date(at).toISOString());
        if (!isChange && slot % 13 !== 0) continue;
        const wall = new Date(at).toISOString();
        const at2 = wish(wall.slice(0, 10), wall.slice(11, 16));
        const plain = Temporal.PlainDateTime.from(`${at2.date}T${at2.time}`);
        const theirs = new Set(
          (['earlier', 'later'] as const)
            .map((disambiguation) => plain.toZonedDateTime(zone, { disambiguation }))
            .filter((zoned) => zoned.toPlainDateTime().equals(plain))
            .map((zoned) => zoned.epochMilliseconds)
        );
        expect(instantsOf(at2, zone), `${at2.date} ${at2.time} ${zone}`).toEqual([...theirs]);
      }
    }
  });

  it('reads the same wall back', () => {
    expect(wallAt(NOW, BERLIN)).toEqual(wish('2026-06-08', '08:00'));
  });
});

describe('what may be asked for', () => {
  it.each<[string, string, string, number, VisitFault | null]>([
    ['in three hours', '2026-06-08', '11:00', 60, null],
    ['two hours from now to the minute', '2026-06-08', '10:00', 60, null],
    ['one minute less', '2026-06-08', '09:59', 60, 'time.tooSoon'],
    ['yesterday', '2026-06-07', '12:00', 60, 'time.tooSoon'],
    ['in 60 days to the minute', '2026-08-07', '08:00', 60, null],
    ['a minute later', '2026-08-07', '08:01', 60, 'time.tooFar'],
    ['as the doors open', '2026-06-09', '07:00', 60, null],
    ['before they open', '2026-06-09', '06:59', 60, 'time.closed'],
    ['ending as they close', '2026-06-09', '20:00', 60, null],
    ['ending after they close', '2026-06-09', '20:01', 60, 'time.closed'],
    ['a long visit that would end too late', '2026-06-09', '18:30', 180, 'time.closed'],
    ['a day that does not exist', '2026-06-31', '10:00', 60, 'invalid'],
    ['a time that does not exist', '2026-06-09', '24:00', 60, 'invalid'],
    ['no day', '', '10:00', 60, 'invalid'],
    ['no time', '2026-06-09', '', 60, 'invalid']
  ])('[R1.6, R1.7] %s (%s %s, %i min) → %s', (_title, date, time, durationMin, expected) => {
    expect(visitFault(wish(date, time), durationMin, BERLIN, NOW)).toBe(expected);
  });

  it('[R1.7] names the gap of the clock change', () => {
    const before = Date.parse('2026-03-20T08:00:00Z');
    expect(visitFault(wish('2026-03-29', '02:30'), 60, BERLIN, before)).toBe('time.gap');
  });
});

describe('suggestions', () => {
  it('[R1.8] start at the earliest half hour that leaves two hours', () => {
    expect(startTimesOn('2026-06-08', 60, BERLIN, NOW)[0]).toBe('10:00');
    expect(startTimesOn('2026-06-09', 60, BERLIN, NOW)[0]).toBe('07:00');
  });

  it('[R1.8] end so that the visit ends by nine', () => {
    expect(startTimesOn('2026-06-09', 180, BERLIN, NOW).at(-1)).toBe('18:00');
  });

  it('[R1.8] leave out today when it is too late', () => {
    const evening = Date.parse('2026-06-08T18:00:00Z');
    expect(bookableDays(2, 60, BERLIN, evening)).toEqual(['2026-06-09', '2026-06-10']);
    expect(bookableDays(2, 60, BERLIN, NOW)).toEqual(['2026-06-08', '2026-06-09']);
  });

  it('[R1.8] are all allowed', () => {
    for (const date of bookableDays(90, 45, BERLIN, NOW)) {
      for (const time of startTimesOn(date, 45, BERLIN, NOW)) {
        expect(visitFault({ date, time }, 45, BERLIN, NOW)).toBeNull();
      }
    }
  });
});
