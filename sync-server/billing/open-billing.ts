// Billing as one part: what is told of at once, what a sweep finds after a crash, and the run that pays providers.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Charge } from '#domain/billing/charge.ts';
import type { StoredDocument } from '../store/database.ts';
import { withLease } from '../store/lease.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { billCompleted } from './bill-completed.ts';
import { openBillingCase } from './billing-case.ts';
import type { BillingDeps } from './billing-deps.ts';
import { collectCharge } from './collect-charge.ts';
import { payOut } from './pay-out.ts';

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

const DUE_ORDERS = { name: 'billing-due', fields: ['job.billing.state'] };
const DUE_CHARGES = { name: 'charges-due', fields: ['type', 'state', 'nextAttemptAt'] };

interface PayoutRun extends StoredDocument {
  type: 'payoutRun';
  /** Periods since the beginning of time. */
  period: number;
}

export function openBilling(deps: BillingDeps, times: BillingTimes = BILLING_TIMES): Billing {
  const { store, clock, log } = deps;
  const owner = randomUUID();
  const running = new Map<string, Promise<void>>();

  /** Told twice at the same time is told once. */
  function bill(orderId: string): Promise<void> {
    const known = running.get(orderId);
    if (known) return known;
    const run = billCompleted(deps, orderId).finally(() => running.delete(orderId));
    running.set(orderId, run);
    return run;
  }

  /** One order that cannot be billed must not keep the others waiting. */
  async function billOrReport(orderId: string): Promise<void> {
    try {
      await bill(orderId);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      log.error({ err: error, order: orderId }, 'an order cannot be billed');
      await openBillingCase(store, {
        _id: `case:billing-failed:${orderId}`,
        kind: 'billing.failed',
        openedAt: clock.now(),
        order: orderId,
        note: error instanceof Error ? error.message : String(error)
      });
    }
  }

  async function sweep(): Promise<void> {
    for await (const { _id } of store.orders.findAll<StoredDocument>({
      selector: { 'job.billing.state': 'due' },
      index: DUE_ORDERS,
      fields: ['_id']
    })) {
      await billOrReport(_id);
    }
    for await (const charge of store.ledger.findAll<Charge>({
      selector: { type: 'charge', state: 'due', nextAttemptAt: { $lte: clock.now() } },
      index: DUE_CHARGES
    })) {
      await collectCharge(deps, charge.order);
    }
  }

  async function payOutWhenDue(): Promise<number> {
    const period = Math.floor(clock.now() / times.payoutEveryMs);
    const last = await store.ledger.get<PayoutRun>('payoutRun');
    if (last && last.period >= period) return 0;
    const options = { database: store.ledger, clock, owner };
    const paid = await withLease('payout', options, async ({ fence, lost }) => {
      const count = await payOut(deps, fence, lost);
      if (!lost.aborted) {
        await store.ledger.update<PayoutRun>('payoutRun', (current) =>
          current && current.period >= period
            ? undefined
            : { _id: 'payoutRun', type: 'payoutRun', period }
        );
      }
      return count;
    });
    return paid ?? 0;
  }

  async function keep(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      try {
        await sweep();
        await payOutWhenDue();
      } catch (error) {
        log.warn({ err: error }, 'billing waits for the store');
      }
      await wait(times.sweepEveryMs, undefined, { signal: closing }).catch(() => undefined);
    }
    await Promise.allSettled([...running.values()]);
  }

  return { billCompleted: bill, sweep, payOutWhenDue, keep };
}
