// What is owed for a job at its end, and by whom. One function for all ends, so that invoice,
// journal and payout agree:
// 1. completed: the customer pays what they signed (R15);
// 2. failed: the visit fee, paid by the customer, the platform or nobody (R26, R27), goes to the
//    provider in full;
// 3. cancelled late: the fee that was fixed then, which compensates the provider (R27);
// 4. settled by support (R15): as they decided, whatever else the visit ended as;
// 5. anything else (held, running, cancelled in time): nothing.
import type { Ms } from '../brand.ts';
import type { Job } from '../order/job.ts';
import { cancelFeeLines, priceLines, visitFeeLines, type PriceLine } from '../price/price.ts';
import { settle, type Settlement } from '../price/settlement.ts';
import { SETTLED_KIND, settledLines, settledVisitAt } from './settle-visit.ts';
import { VISIT_FEE_PAYER, type VisitFeePayer } from './failed-visit.ts';

export interface Bill {
  kind: 'completion' | 'visitFee' | 'cancellation';
  payer: Exclude<VisitFeePayer, 'nobody'>;
  /** When the visit ended, ms of server time. */
  at: Ms;
  lines: PriceLine[];
  settlement: Settlement;
}

/** Null where nobody owes anything. */
export function billOf(job: Job): Bill | null {
  if (job.settled) {
    const { way, payer } = job.settled;
    const lines = settledLines(job, way);
    const settlement = settle(job, lines);
    return { kind: SETTLED_KIND[way], payer, at: settledVisitAt(job), lines, settlement };
  }
  if (job.state === 'completed' && job.completion) {
    const lines = priceLines(job);
    const settlement = settle(job, lines);
    return { kind: 'completion', payer: 'customer', at: job.completion.at, lines, settlement };
  }
  if (job.state === 'failed' && job.failure) {
    const payer = VISIT_FEE_PAYER[job.failure.cause];
    if (payer === 'nobody') return null;
    const lines = visitFeeLines(job);
    return {
      kind: 'visitFee',
      payer,
      at: job.failure.at,
      lines,
      settlement: settle(job, lines)
    };
  }
  if (job.state === 'cancelled' && job.cancellation?.feeMinor) {
    const { payer, feeMinor, at } = job.cancellation;
    if (payer === 'nobody') return null;
    const lines = cancelFeeLines(job, feeMinor);
    return { kind: 'cancellation', payer, at, lines, settlement: settle(job, lines) };
  }
  return null;
}
