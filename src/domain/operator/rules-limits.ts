import { DAY_MS, HOUR_MS, MINUTE_MS } from '../policy/policy.ts';

/** What an operator may set, and no more: what somebody mistypes must not become a price. */
export const RULES_LIMITS = {
  feeMinor: 50_000,
  commissionBps: 6_000,
  cancelTiers: 3,
  cancelHours: (14 * DAY_MS) / HOUR_MS,
  paymentTermDays: 90,
  personalOfferMin: { least: 5, most: (2 * DAY_MS) / MINUTE_MS },
  radiusKm: { least: 5, most: 200 },
  leadHours: 72,
  closedDays: 100
} as const;
