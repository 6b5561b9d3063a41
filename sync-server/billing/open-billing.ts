// Billing as one part: what is told of at once, what a sweep finds after a crash, and the run that
// pays providers.
import { randomUUID } from 'node:crypto';
import { repeat } from '../concurrency/repeat.ts';
import { SingleFlight } from '../concurrency/single-flight.ts';
import { billCompleted } from './bill-completed.ts';
import type { BillingDeps } from './billing-deps.ts';
import { payOutWhenDue } from './pay-out-when-due.ts';
import { sweepDue } from './sweep-due.ts';

export interface Billing {
  /** Bills what is due of an order; doing it again does nothing. Throws "not now". */
  billCompleted(orderId: string): Promise<void>;
  /** Bills and charges all that is due, also what a crash left. */
  sweep(): Promise<void>;
  /** Pays providers, once in each period and in one process; how many payouts. */
  payOutWhenDue(): Promise<number>;
  /** Sweeps and pays until the signal ends it; waits out outages. */
  keep(closing: AbortSignal): Promise<void>;
}

export interface BillingTimes {
  sweepEveryMs: number;
  payoutEveryMs: number;
}

const DAY_MS = 24 * 3_600_000;
export const BILLING_TIMES: BillingTimes = { sweepEveryMs: 15_000, payoutEveryMs: DAY_MS };
/** So that whoever tries it sees a payout. */
export const DEMO_BILLING_TIMES: BillingTimes = { sweepEveryMs: 15_000, payoutEveryMs: 180_000 };

export function openBilling(deps: BillingDeps, times: BillingTimes = BILLING_TIMES): Billing {
  const payout = { owner: randomUUID(), everyMs: times.payoutEveryMs };
  const bills = new SingleFlight<string>();
  const billing: Billing = {
    billCompleted: (orderId) => bills.run(orderId, () => billCompleted(deps, orderId)),
    sweep: () => sweepDue(deps, billing.billCompleted),
    payOutWhenDue: () => payOutWhenDue(deps, payout),

    async keep(signal) {
      const round = async () => {
        await billing.sweep();
        await billing.payOutWhenDue();
      };
      const onFailure = (err: unknown) => deps.log.warn({ err }, 'billing waits for the store');
      await repeat(round, { everyMs: times.sweepEveryMs, signal, onFailure });
      await bills.ended();
    }
  };
  return billing;
}
