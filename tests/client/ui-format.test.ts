import { describe, expect, it } from 'vitest';
import {
  formatCountdown,
  formatDate,
  formatDay,
  formatDistance,
  formatDuration,
  formatMoney,
  formatRelative,
  formatTime,
  formatWhen
} from '../../src/lib/ui/values/format.ts';
import { sorted } from '../../src/lib/ui/table/sorting.ts';

/** Spaces and apostrophes differ between versions of Intl; what matters here is what is read. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");

const zurich = { timeZone: 'Europe/Zurich', locale: 'de' };
const now = Date.parse('2026-11-22T13:00:00Z'); // a Sunday, 14:00 in Zürich
const view = { ...zurich, now };
const inMs = (ms: number) => now + ms;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('money', () => {
  it.each([
    [4900, 'EUR', 'de', '49,00 €'],
    [4900, 'CHF', 'de', 'CHF 49.00'],
    [4900, 'CHF', 'de-CH', 'CHF 49.00'],
    [4900, 'CHF', 'en', 'CHF 49.00'],
    [1234567, 'EUR', 'de', '12.345,67 €'],
    [1234567, 'CHF', 'de', "CHF 12'345.67"],
    [-290, 'EUR', 'de', '-2,90 €'],
    [-2780, 'CHF', 'de', '−CHF 27.80'],
    [4900, 'PLN', 'de', '49,00 PLN'],
    [4900, 'EUR', 'en', '€49.00']
  ])('writes %i minor units of %s in %s as %s', (minor, currency, locale, text) => {
    expect(plain(formatMoney(minor, currency, locale))).toBe(text);
  });
});

describe('times', () => {
  it.each([
    ['2026-11-22T13:30:00Z', 'heute 14:30'],
    ['2026-11-22T23:30:00Z', 'morgen 00:30'],
    ['2026-11-21T08:05:00Z', 'gestern 09:05'],
    ['2026-11-25T13:30:00Z', 'Mittwoch 14:30'],
    ['2026-12-03T13:30:00Z', 'Do., 3. Dez. 14:30'],
    ['2027-01-07T13:30:00Z', 'Do., 7. Jan. 2027 14:30']
  ])('says %s as %s', (at, text) => {
    expect(plain(formatWhen(at, view))).toBe(text);
  });

  it('[R24.2] tells the time in the zone of the place, not of the device', () => {
    expect(formatTime('2026-11-22T13:30:00Z', zurich)).toBe('14:30');
    expect(formatTime('2026-11-22T13:30:00Z', { ...zurich, timeZone: 'Asia/Tokyo' })).toBe('22:30');
  });

  it('counts days of the calendar across the change to winter time', () => {
    const saturday = Date.parse('2026-10-24T21:30:00Z'); // 23:30, summer time
    expect(formatDay('2026-10-25T22:30:00Z', { ...zurich, now: saturday })).toBe('morgen');
  });

  it('writes a whole date in words', () => {
    expect(formatDate('2026-12-03T13:30:00Z', zurich)).toBe('Donnerstag, 3. Dezember 2026');
  });

  it('accepts epoch milliseconds, ISO text and dates alike', () => {
    const said = [now, new Date(now).toISOString(), new Date(now)].map((at) =>
      formatTime(at, view)
    );
    expect(said).toEqual(['14:00', '14:00', '14:00']);
  });
});

describe('gaps', () => {
  it.each([
    [25 * MINUTE, 'in 25 Min.'],
    [-10 * MINUTE, 'vor 10 Min.'],
    [20_000, 'jetzt'],
    [3 * HOUR, 'in 3 Std.'],
    [-26 * HOUR, 'vor 26 Std.'],
    [73 * HOUR, 'Mittwoch']
  ])('says a gap of %i ms as %s', (gapMs, text) => {
    expect(plain(formatRelative(inMs(gapMs), view))).toBe(text);
  });

  it.each([
    [0, '0 Min.'],
    [20 * MINUTE, '20 Min.'],
    [HOUR, '1 Std.'],
    [80 * MINUTE, '1 Std. 20 Min.'],
    [72 * HOUR, '3 Tg.']
  ])('says a duration of %i ms as %s', (durationMs, text) => {
    expect(plain(formatDuration(durationMs, 'de'))).toBe(text);
  });

  it.each([
    [84_000, '1:24'],
    [120_000, '2:00'],
    [900, '0:01'],
    [-5, '0:00']
  ])('counts %i ms down as %s', (remainingMs, text) => {
    expect(formatCountdown(remainingMs)).toBe(text);
  });
});

describe('distances', () => {
  it.each([
    [120, '100 m'],
    [368, '350 m'],
    [990, '1 km'],
    [3_210, '3,2 km'],
    [24_400, '24 km']
  ])('says %i metres as %s', (metres, text) => {
    expect(plain(formatDistance(metres, 'de'))).toBe(text);
  });
});

describe('sorting a table', () => {
  const rows = [{ v: 'Öz' }, { v: 'Anna' }, { v: null }, { v: 'Zoë' }];

  it('sorts words by the language and keeps empty cells last both ways', () => {
    const read = (direction: 'ascending' | 'descending') =>
      sorted(rows, (row) => row.v, direction, 'de').map((row) => row.v);
    expect(read('ascending')).toEqual(['Anna', 'Öz', 'Zoë', null]);
    expect(read('descending')).toEqual(['Zoë', 'Öz', 'Anna', null]);
  });

  it('sorts numbers by size and leaves the rows as they were', () => {
    const numbers = [{ v: 10 }, { v: 9 }];
    expect(sorted(numbers, (row) => row.v, 'ascending', 'de')).toEqual([{ v: 9 }, { v: 10 }]);
    expect(numbers).toEqual([{ v: 10 }, { v: 9 }]);
  });
});
