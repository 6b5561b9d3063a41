import { describe, expect, it } from 'vitest';
import { easterSunday, holidayOn, holidaysFrom } from '#domain/policy/markets/holidays.ts';
import { MARKETS } from '#domain/policy/policy.ts';

const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('[R3.13] public holidays', () => {
  // As almanacs give it, the earliest and the latest possible among them.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25']
  ])('know Easter Sunday of %i', (year, day) => {
    expect(iso(easterSunday(year))).toBe(day);
  });

  it('always have Easter on a Sunday between 22 March and 25 April', () => {
    for (let year = 1900; year <= 2300; year += 1) {
      const at = easterSunday(year);
      expect(new Date(at).getUTCDay()).toBe(0);
      expect(iso(at) >= `${year}-03-22` && iso(at) <= `${year}-04-25`, iso(at)).toBe(true);
    }
  });

  it('are the nine that all of Germany keeps', () => {
    expect(holidaysFrom('DE', '2026-01-01', 9).map(({ day }) => day)).toEqual([
      ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25'],
      ...['2026-10-03', '2026-12-25', '2026-12-26']
    ]);
  });

  it('are the four that every Swiss canton keeps', () => {
    expect(holidaysFrom('CH', '2026-01-02', 4).map(({ day }) => day)).toEqual([
      ...['2026-05-14', '2026-08-01', '2026-12-25', '2027-01-01']
    ]);
    expect(holidayOn('CH', '2026-04-03')).toBeUndefined();
    expect(holidayOn('DE', '2026-04-03')?.name.de).toBe('Karfreitag');
  });

  it.each(MARKETS)('have a name in every language in %s', (market) => {
    for (const { holiday } of holidaysFrom(market, '2026-01-01', 20)) {
      expect(Object.values(holiday.name).every((name) => name.length > 0)).toBe(true);
    }
  });
});
