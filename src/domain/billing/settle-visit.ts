// R15.31: a visit that ended with support, for the customer would not sign or what they signed was
// not taken. Support settles it, once: it is billed as the order has it, or its visit fee is paid.
// Either way the provider gets their share of it.
import { priceLines, priceTotals, visitFeeLines, type PriceLine } from '../price/price.ts';
import type { Job } from '../order/job.ts';
import type { Bill } from './bill.ts';

export const SETTLE_WAYS = ['agreed', 'visitFee'] as const;
/** `agreed`: what was booked and what the customer consented to since. */
export type SettleWay = (typeof SETTLE_WAYS)[number];

export const FEE_PAYERS = ['customer', 'platform'] as const;
/** Who pays a visit fee; what was agreed is the customer's to pay. */
export type FeePayer = (typeof FEE_PAYERS)[number];

/** Nothing was charged, and the customer can still be written to. */
export function canBeSettled(job: Pick<Job, 'billing' | 'provider' | 'contactRemovedAt'>): boolean {
  return (
    job.billing.state === 'held' && job.provider !== null && job.contactRemovedAt === undefined
  );
}

export function settledLines(job: Job, way: SettleWay): PriceLine[] {
  return way === 'agreed' ? priceLines(job) : visitFeeLines(job);
}

/** What the customer is to pay. */
export function settledTotalMinor(job: Job, way: SettleWay, payer: FeePayer): number {
  return payer === 'customer' ? priceTotals(settledLines(job, way)).totalMinor : 0;
}

export const SETTLED_KIND: Record<SettleWay, Bill['kind']> = {
  agreed: 'completion',
  visitFee: 'visitFee'
};

/** When such a visit took place, ms of server time. */
export function settledVisitAt(job: Job): number {
  const { refusal, completion, failure, cancellation, workStartedAt, arrivedAt } = job;
  const ended = refusal ?? completion ?? failure;
  return ended?.at ?? workStartedAt ?? arrivedAt ?? cancellation?.at ?? job.appointment.startsAt;
}
