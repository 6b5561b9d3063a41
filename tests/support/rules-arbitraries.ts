import fc from 'fast-check';
import { RULES_LIMITS } from '#domain/operator/rules-limits.ts';
import { HOUR_MS, MINUTE_MS, type MarketRules } from '#domain/policy/policy.ts';

const feeMinor = fc.integer({ min: 0, max: RULES_LIMITS.feeMinor });
const commissionBps = fc.integer({ min: 0, max: RULES_LIMITS.commissionBps });
const byRole = <T>(each: fc.Arbitrary<T>) => fc.record({ friend: each, pro: each });
const ascending = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { maxLength: 3 })
    .map((all) => all.sort((a, b) => a - b));

const cancelTiers = fc
  .tuple(ascending(0, RULES_LIMITS.cancelHours), ascending(100, 10_000))
  .map(([hours, shares]) =>
    shares.slice(0, hours.length).map((shareBps, at) => ({
      fromMs: hours.toReversed()[at]! * HOUR_MS,
      shareBps
    }))
  );

const closedDays = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 5 }).map((days) =>
  days
    .sort((a, b) => a - b)
    .map((day) => ({
      day: new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10),
      name: day % 2 === 0 ? 'Betriebsferien' : ''
    }))
);

/** Any rules that an owner may set. */
export const anyRules: fc.Arbitrary<MarketRules> = fc.record({
  guaranteeFeeMinor: byRole(feeMinor),
  commissionBps: byRole(commissionBps),
  visitFeeMinor: feeMinor,
  cancelTiers,
  paymentTermDays: fc.integer({ min: 0, max: RULES_LIMITS.paymentTermDays }),
  personalOfferMs: fc
    .integer({ min: RULES_LIMITS.personalOfferMin.least, max: RULES_LIMITS.personalOfferMin.most })
    .map((minutes) => minutes * MINUTE_MS),
  mostRadiusKm: fc.integer({ min: RULES_LIMITS.radiusKm.least, max: RULES_LIMITS.radiusKm.most }),
  opensMin: fc.integer({ min: 0, max: 700 }),
  closesMin: fc.integer({ min: 701, max: 24 * 60 }),
  leadMs: fc.integer({ min: 0, max: RULES_LIMITS.leadHours }).map((hours) => hours * HOUR_MS),
  closedDays
});
