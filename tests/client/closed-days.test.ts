import { expect, it } from 'vitest';
import { readRules, rulesValues } from '#domain/operator/rules-values.ts';
import { MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { withHolidays } from '../../src/lib/set-up/rules/with-holidays.ts';

it('[O5.1] the public holidays of a year are entered at once, and none twice', () => {
  const typed = withHolidays('2026-12-25 Betriebsferien', {
    ...{ market: 'CH', today: '2026-11-30', locale: 'de' }
  });
  expect(typed.split('\n')).toEqual([
    '2026-12-25 Betriebsferien',
    '2027-01-01 Neujahr',
    '2027-05-06 Auffahrt',
    '2027-08-01 Bundesfeiertag'
  ]);
});

it.each(MARKETS)('[O5.1] what is entered for %s is what the server takes', (market) => {
  const usual = rulesValues(MARKET_POLICY[market].rules);
  const closedDays = withHolidays('', { market, today: '2026-01-01', locale: 'en' });
  const read = readRules({ ...usual, closedDays }, market);
  expect(read.ok && read.rules.closedDays.length).toBe(closedDays.split('\n').length);
});
