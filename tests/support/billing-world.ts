import type { Charge, ChargeOutcome } from '#domain/billing/charge.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import { withDueAt } from '#domain/order/advance-order.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { billCompleted } from '../../sync-server/billing/bill-completed.ts';
import type { BillingDeps } from '../../sync-server/billing/billing-deps.ts';
import { DEMO_ISSUERS } from '../../sync-server/config/operator.ts';
import type {
  ChargeRequest,
  PaymentProvider,
  TransferRequest
} from '../../sync-server/billing/payment-provider.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { signed } from './an-invoice.ts';
import { anOrderAfter } from './builders.ts';
import { sharedStore } from './two-stores.ts';

/** A bank that books each key once and counts how often it was asked. */
export class FakeBank implements PaymentProvider {
  readonly debits = new Map<string, ChargeRequest>();
  readonly transfers = new Map<string, TransferRequest>();
  calls = 0;
  /** Answers to give before the usual one. An Error is thrown: before or after the booking. */
  readonly script: (ChargeOutcome | { throws: 'before' | 'after' })[] = [];

  async charge(request: ChargeRequest): Promise<ChargeOutcome> {
    this.calls += 1;
    const next = this.script.shift();
    if (next && 'outcome' in next) return next;
    if (next?.throws === 'before') throw new Error('no answer');
    this.#book(this.debits, request);
    if (next?.throws === 'after') throw new Error('the answer was lost');
    return { outcome: 'collected', reference: `bank-${request.idempotencyKey}` };
  }

  async transfer(request: TransferRequest): Promise<{ reference: string }> {
    this.calls += 1;
    const next = this.script.shift();
    if (next && 'throws' in next && next.throws === 'before') throw new Error('no answer');
    this.#book(this.transfers, request);
    if (next) throw new Error('the answer was lost');
    return { reference: `bank-${request.idempotencyKey}` };
  }

  #book<R extends ChargeRequest | TransferRequest>(booked: Map<string, R>, request: R): void {
    const before = booked.get(request.idempotencyKey);
    if (before && before.amountMinor !== request.amountMinor) {
      throw new Error(`${request.idempotencyKey} with another amount`);
    }
    booked.set(request.idempotencyKey, request);
  }
}

export interface BillingWorld {
  store: Store;
  clock: TestClock;
  bank: FakeBank;
  deps: BillingDeps;
  /** The same, as another process sees it. */
  otherProcess(): Promise<BillingDeps>;
  close(): Promise<void>;
}

export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function openBillingWorld(): Promise<BillingWorld> {
  const { open, close } = await sharedStore();
  const clock = aClock();
  const bank = new FakeBank();
  const store = await open();
  return {
    store,
    clock,
    bank,
    deps: billingDeps(store, clock, bank),
    otherProcess: async () => billingDeps(await open(), clock, bank),
    close
  };
}

export function billingDeps(
  store: BillingDeps['store'],
  clock: TestClock,
  payments: PaymentProvider
): BillingDeps {
  return {
    store,
    clock,
    payments,
    issuerOf: async (market) => DEMO_ISSUERS[market],
    log: SILENT,
    async changeOrder(orderId, decide) {
      const { doc } = await store.orders.update(orderId, (current) => {
        if (!current) return undefined;
        const next = decide(current);
        return next === current
          ? undefined
          : withDueAt({ ...next, generation: current.generation + 1 });
      });
      return doc;
    }
  };
}

/** An order whose visit is done and signed, and which is to be billed. */
export async function aDueOrder(
  id: string,
  fields: Partial<Job> = {},
  payment: Order['payment'] = {
    kind: 'directDebit',
    accountHolder: 'Rosa Keller',
    iban: 'CH9300762011623852957'
  }
): Promise<Order> {
  const order = anOrderAfter('checklist.set');
  const job = { ...(await signed({ ...order.job, id, ...fields })), ...fields };
  return { ...order, _id: id, token: `token-${id}`, job, payment };
}

/** Such an order after billing, with everything that billing has written of it. */
export async function billed(
  world: BillingWorld,
  id: string,
  fields: Partial<Job> = {},
  payment?: { kind: 'invoice' }
) {
  await world.store.orders.put(await aDueOrder(id, fields, payment));
  await billCompleted(world.deps, id);
  const { ledger, orders, inbox } = world.store;
  return {
    order: (await orders.get(id))!,
    invoice: await ledger.get<Invoice>(`invoice:${id}`),
    charge: await ledger.get<Charge>(`charge:${id}`),
    line: await ledger.get<PayoutLine>(`payoutLine:${id}`),
    earning: await inbox('anna').get(`earning:${id}`)
  };
}
