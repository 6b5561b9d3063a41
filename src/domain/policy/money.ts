import { MINUTE_MS, TIME_POLICY } from './time.ts';

/**
 * R27: what a customer who cancels late owes, as a share of the visit fee. A tier begins so long
 * before the visit; the first is where cancelling stops being free. Whoever cancels once the
 * provider has set off is in the last one.
 */
export const CANCEL_TIERS = [
  { fromMs: TIME_POLICY.freeCancelMs, shareBps: 5_000 },
  { fromMs: TIME_POLICY.confirmClosesMs, shareBps: 10_000 }
] as const;

/** R21: until when an invoice that nobody collects is to be paid. */
export const PAYMENT_TERM_DAYS = 14;

/** R21: pauses between attempts to collect a payment; after the last one support is told. */
export const CHARGE_PAUSES_MS: readonly number[] = [1, 5, 30, 120, 720, 1440].map(
  (minutes) => minutes * MINUTE_MS
);
