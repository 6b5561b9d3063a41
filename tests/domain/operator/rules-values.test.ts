import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readRules,
  rulesValues,
  type RulesField,
  type RulesValues
} from '#domain/operator/rules-values.ts';
import { MARKET_POLICY, MARKETS } from '#domain/policy/policy.ts';
import { anyRules } from '../../support/rules-arbitraries.ts';

const USUAL = rulesValues(MARKET_POLICY.CH.rules);
const faultsOf = (typed: Partial<RulesValues>) => {
  const read = readRules({ ...USUAL, ...typed }, 'CH');
  return read.ok ? [] : read.faults;
};
const rulesOf = (typed: Partial<RulesValues>) => {
  const read = readRules({ ...USUAL, ...typed }, 'CH');
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.rules;
};

describe('[O5.1] the rules of a market as an owner types them', () => {
  it.each(MARKETS)('are the usual numbers of %s until somebody sets others', (market) => {
    const { rules } = MARKET_POLICY[market];
    expect(readRules(rulesValues(rules), market)).toEqual({ ok: true, rules });
  });

  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(anyRules, fc.constantFrom(...MARKETS), (rules, market) => {
        expect(readRules(rulesValues(rules), market)).toEqual({ ok: true, rules });
      })
    );
  });

  it('are read as people write them', () => {
    expect(
      rulesOf({
        ...{ 'guaranteeFee.friend': 'CHF 5.50', 'guaranteeFee.pro': '0', visitFee: '40,–' },
        ...{ 'commission.friend': '17,5 %', opens: '8', closes: '19.30', leadHours: ' 3 ' }
      })
    ).toMatchObject({
      guaranteeFeeMinor: { friend: 550, pro: 0 },
      ...{ visitFeeMinor: 4000, commissionBps: { friend: 1750 } },
      ...{ opensMin: 480, closesMin: 1170, leadMs: 3 * 3_600_000 }
    });
  });

  it('have closed days in the order of the calendar, in both ways to write a day', () => {
    expect(
      rulesOf({ closedDays: '1.1.2027 Neujahr\n\n2026-12-25: Weihnachten\n26.12.2026' }).closedDays
    ).toEqual([
      { day: '2026-12-25', name: 'Weihnachten' },
      { day: '2026-12-26', name: '' },
      { day: '2027-01-01', name: 'Neujahr' }
    ]);
  });

  it('may have no tiers of cancelling at all', () => {
    const none = Object.fromEntries(
      ['1', '2', '3'].flatMap((name) => [
        [`cancelHours.${name}`, ''],
        [`cancelShare.${name}`, ' ']
      ])
    );
    expect(rulesOf(none).cancelTiers).toEqual([]);
  });
});

describe('[O5.2] what is wrong', () => {
  it.each<[RulesField, string, string]>([
    ['guaranteeFee.friend', '', 'amount'],
    ['guaranteeFee.pro', '500.01', 'amount'],
    ['visitFee', '-1', 'amount'],
    ['visitFee', '35 EUR', 'amount'],
    ['commission.friend', '60.01', 'percent'],
    ['commission.pro', 'viel', 'percent'],
    ['cancelHours.1', '', 'number'],
    ['cancelHours.1', '337', 'number'],
    ['cancelShare.2', '0', 'percent'],
    ['cancelShare.2', '101', 'percent'],
    ['paymentDays', '91', 'number'],
    ['paymentDays', '1.5', 'number'],
    ['opens', '24:01', 'clock'],
    ['opens', '7:60', 'clock'],
    ['closes', 'abends', 'clock'],
    ['closes', '07:00', 'afterOpening'],
    ['leadHours', '73', 'number'],
    ['personalMinutes', '4', 'number'],
    ['personalMinutes', '2881', 'number'],
    ['radiusKm', '4', 'number'],
    ['radiusKm', '201', 'number'],
    ['closedDays', 'Weihnachten', 'days'],
    ['closedDays', '30.2.2027 keiner', 'days']
  ])('%s: %j is named with what it takes: %s', (field, typed, takes) => {
    expect(faultsOf({ [field]: typed })).toMatchObject([{ field, takes }]);
  });

  it.each([
    ['further away than the one before', { 'cancelHours.2': '24' }],
    ['no dearer than the one before', { 'cancelShare.2': '50' }]
  ])('a tier %s', (_what, typed) => {
    expect(faultsOf(typed)).toEqual([{ field: 'cancelHours.2', takes: 'laterTier' }]);
  });

  it('a closed day is told by its line', () => {
    expect(faultsOf({ closedDays: '25.12.2026 a\nmorgen\n2026-12-25 b' })).toEqual([
      { field: 'closedDays', takes: 'days', line: 2 },
      { field: 'closedDays', takes: 'once', line: 3 }
    ]);
    const many = Array.from({ length: 101 }, (_none, at) =>
      new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10)
    );
    expect(faultsOf({ closedDays: many.slice(1).join('\n') })).toEqual([]);
    expect(faultsOf({ closedDays: many.join('\n') })).toEqual([
      { field: 'closedDays', takes: 'fewer', most: 100 }
    ]);
  });

  it('is all told at once, with the bounds', () => {
    expect(faultsOf({ visitFee: 'x', radiusKm: '1', closes: '6' })).toEqual([
      { field: 'visitFee', takes: 'amount', least: 0, most: 50_000 },
      { field: 'radiusKm', takes: 'number', least: 5, most: 200 },
      { field: 'closes', takes: 'afterOpening' }
    ]);
  });
});
