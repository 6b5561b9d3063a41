// R15.31: a visit that ended with support, for the customer would not sign or what they signed was
// not taken. Support settles it, once: it is billed as the order has it, or its visit fee is paid.
// Either way the provider gets their share of it.
//
// R15.35: when it took place is fixed by settling it, and with it the rate of VAT.
// 1. As agreed, it took place when the customer signed, or would not: a visit that was cancelled or
//    failed before says otherwise, and is not what is billed.
// 2. Its fee is of the day on which it failed or was cancelled.
import { priceLines, priceTotals, visitFeeLines, type PriceLine } from '../price/price.ts';
import { withVatOfDay } from '../price/vat-of-day.ts';
import type { Job } from '../order/job.ts';
import type { SignedPaper } from '../order/signing/signed-paper.ts';
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

/** The settled job with the moment of its visit, and the rate of that day. */
export function withVisitAt(job: Job, papers: readonly SignedPaper[]): Job {
  const { settled } = job;
  if (!settled) return job;
  const visitAt = visitAtOf(job, settled.way, papers);
  // R24.11: what was arrived at is of the day of the arrival, whenever it ended.
  return { ...withVatOfDay(job, job.arrivedAt ?? visitAt), settled: { ...settled, visitAt } };
}

/** When a visit that was settled took place, ms of server time. */
export function settledVisitAt(job: Job): number {
  return job.settled?.visitAt ?? visitAtOf(job, job.settled?.way ?? 'agreed', []);
}

/** @param papers what is held of the visit, oldest first */
function visitAtOf(job: Job, way: SettleWay, papers: readonly SignedPaper[]): number {
  const { refusal, completion, failure, cancellation, workStartedAt, arrivedAt } = job;
  const paper = papers.findLast(({ kind }) => kind === 'statement') ?? papers.at(-1);
  // A paper of what was taken and could not be billed has the time at which that was found.
  const signed = refusal ?? completion ?? paper;
  const ended = failure ?? cancellation;
  const at = way === 'agreed' ? signed?.at : (ended ?? signed)?.at;
  return at ?? workStartedAt ?? arrivedAt ?? job.appointment.startsAt;
}
