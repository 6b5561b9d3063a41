import { describe, expect, it } from 'vitest';
import { LOCALES, LANGUAGES, MARKETS } from '#domain/policy/policy.ts';
import { birthTyped } from '../../src/lib/apply/birth-typed.ts';
import { dayShown, dayTyped } from '../../src/lib/fields/when/typed-day.ts';
import { timeTyped } from '../../src/lib/fields/when/typed-time.ts';

const TODAY = '2026-11-30';

describe('a day that is typed', () => {
  it.each([
    ['4.12.2026', '2026-12-04'],
    ['04.12.2026', '2026-12-04'],
    ['4.12.', '2026-12-04'],
    ['4.12', '2026-12-04'],
    ['4. 12. 26', '2026-12-04'],
    ['4/12/2026', '2026-12-04'],
    ['4,12,2026', '2026-12-04'],
    ['4-12-2026', '2026-12-04'],
    ['041226', '2026-12-04'],
    ['04122026', '2026-12-04'],
    ['2026-12-04', '2026-12-04'],
    ['4. Dezember', '2026-12-04'],
    ['4. Dez. 2026', '2026-12-04'],
    ['Fr., 4. Dez.', '2026-12-04'],
    ['Freitag, 4. Dezember 2026', '2026-12-04'],
    ['Fri 4 December 2026', '2026-12-04'],
    ['3.1.', '2027-01-03'],
    ['30.11.', '2026-11-30']
  ])('[R1.18] %j is %s', (text, day) => {
    expect(dayTyped(text, TODAY, LOCALES)).toBe(day);
  });

  it.each(['31.2.2027', '0.12.', '12/31/2026', '4.13.', 'morgen früh', '4', '4.12.3', ''])(
    '[R1.18] %j is none',
    (text) => {
      expect(dayTyped(text, TODAY, LOCALES)).toBeNull();
    }
  );

  it.each([
    ['3.2.1990', '1990-02-03'],
    ['3.2.90', '1990-02-03'],
    ['03021990', '1990-02-03'],
    ['030290', '1990-02-03'],
    ['3. Februar 1990', '1990-02-03'],
    ['1.12.04', '2004-12-01'],
    ['1990-02-03', '1990-02-03']
  ])('a birth: %j is %s', (text, day) => {
    expect(birthTyped(text, TODAY)).toBe(day);
  });

  it.each(['3.2.', '3. Februar', '31.2.1990', '3.2.1890', 'im Mai'])(
    'a birth: %j is none',
    (text) => {
      expect(birthTyped(text, TODAY)).toBeNull();
    }
  );

  it('[R1.18] reads what it shows, and what people see of a day elsewhere', () => {
    const at = Date.parse('2026-12-04T12:00:00Z');
    for (const locale of LOCALES) {
      expect(dayTyped(dayShown('2026-12-04', locale), TODAY, LOCALES)).toBe('2026-12-04');
      for (const market of MARKETS) {
        const tag = LANGUAGES[locale].days(market);
        for (const dateStyle of ['short', 'medium', 'long', 'full'] as const) {
          const text = new Intl.DateTimeFormat(tag, { dateStyle, timeZone: 'UTC' }).format(at);
          expect(dayTyped(text, TODAY, LOCALES), text).toBe('2026-12-04');
        }
      }
    }
    expect(dayShown('2026-12-04', 'de')).toBe('04.12.2026');
    expect(dayShown('2026-12-04', 'en')).toBe('04/12/2026');
  });
});

describe('a time that is typed', () => {
  it.each([
    ['14:30', '14:30'],
    ['14.30', '14:30'],
    ['14,30', '14:30'],
    ['14.30 Uhr', '14:30'],
    ['14 Uhr 30', '14:30'],
    ['14 Uhr', '14:00'],
    ['14h30', '14:30'],
    ['1430', '14:30'],
    ['930', '09:30'],
    ['9', '09:00'],
    ['2:30 pm', '14:30'],
    ['2 pm', '14:00'],
    ['12 am', '00:00'],
    ['12:15 PM', '12:15'],
    ['08:45 a.m.', '08:45']
  ])('[R1.18] %j is %s', (text, time) => {
    expect(timeTyped(text)).toBe(time);
  });

  it.each(['25', '14:60', '2:3', 'halb drei', '12345', ''])('[R1.18] %j is none', (text) => {
    expect(timeTyped(text)).toBeNull();
  });
});
