import { describe, expect, it } from 'vitest';
import {
  isOvertaken,
  plannedRules,
  rulesAt,
  type RulesVersion
} from '#domain/operator/rules-versions.ts';
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
    expect(plannedRules([FIRST, PLANNED], 499)).toEqual([PLANNED]);
    expect(plannedRules([FIRST, PLANNED], 500)).toEqual([]);
    expect(plannedRules([FIRST, PLANNED, version(3, 200, 1)], 300)).toEqual([]);
    expect(plannedRules([], 0)).toEqual([]);
  });

  it('is each of several that are planned, one after the other', () => {
    const later = version(3, 800, 1);
    expect(plannedRules([FIRST, PLANNED, later], 400)).toEqual([PLANNED, later]);
    expect(plannedRules([FIRST, PLANNED, later], 500)).toEqual([later]);
    expect(plannedRules([FIRST, PLANNED, OVERTAKING], 200)).toEqual([OVERTAKING]);
  });

  it('is never one that any later one overtook, however many lie between', () => {
    const all = [FIRST, PLANNED, version(3, 800, 1), version(4, 300, 1)];
    expect(all.filter((each) => isOvertaken(each, all)).map((each) => each.version)).toEqual([
      2, 3
    ]);
    const begunBefore = [FIRST, { ...version(2, 100, 1), at: 200 }];
    expect(begunBefore.some((each) => isOvertaken(each, begunBefore))).toBe(false);
  });
});
