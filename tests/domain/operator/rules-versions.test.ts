import { describe, expect, it } from 'vitest';
import { plannedRules, rulesAt, type RulesVersion } from '#domain/operator/rules-versions.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { theRules } from '../../support/market-rules.ts';

const version = (number: number, from: number, visitFeeMinor: number): RulesVersion => ({
  ...{ version: number, from, at: number, by: 'Ina Inhaber', why: '' },
  rules: theRules({ visitFeeMinor })
});
const FIRST = version(1, 100, 1_000);
const PLANNED = version(2, 500, 2_000);
const OVERTAKING = version(3, 300, 3_000);
const feeAt = (versions: RulesVersion[], at: number) => {
  const { version: inForce, visitFeeMinor } = rulesAt('CH', versions, at);
  return [inForce, visitFeeMinor];
};

describe('[O5.3] the version in force', () => {
  it('is the usual one before the first', () => {
    const usual = [0, MARKET_POLICY.CH.rules.visitFeeMinor];
    expect(feeAt([], 0)).toEqual(usual);
    expect(feeAt([FIRST], 99)).toEqual(usual);
  });

  it('holds from its moment on', () => {
    expect(feeAt([FIRST], 100)).toEqual([1, 1_000]);
    expect(feeAt([FIRST, PLANNED], 499)).toEqual([1, 1_000]);
    expect(feeAt([FIRST, PLANNED], 500)).toEqual([2, 2_000]);
  });

  it('is never one that was overtaken before it began', () => {
    const versions = [FIRST, PLANNED, OVERTAKING];
    expect(feeAt(versions, 299)).toEqual([1, 1_000]);
    for (const at of [300, 499, 500, 10_000]) expect(feeAt(versions, at)).toEqual([3, 3_000]);
  });

  it('is planned as long as it has not begun', () => {
    expect(plannedRules([FIRST, PLANNED], 499)).toBe(PLANNED);
    expect(plannedRules([FIRST, PLANNED], 500)).toBeUndefined();
    expect(plannedRules([FIRST, PLANNED, version(3, 200, 1)], 300)).toBeUndefined();
    expect(plannedRules([], 0)).toBeUndefined();
  });
});
