// Where a bill begins, and whatever can still say no is asked before (R15.6, R15.36).
// 1. One write of the order says that billing has begun, and what is billed: only of the job that
//    was checked, and only where nobody holds it. Holding it is a write of the same order, and only
//    where it has not begun: one of the two wins, and the other sees it.
// 2. From then on nothing is asked and nothing is computed again: whoever goes on, after a crash or
//    with another version, finishes that bill.
// 3. Its moment is fixed with it, and with it the year of the invoice's number.
import { isDeepStrictEqual } from 'node:util';
import { billOf, type Bill } from '#domain/billing/bill.ts';
import { invoiceNumber, newInvoice, type Invoice } from '#domain/billing/invoice.ts';
import { applyOwn } from '#domain/order/apply-to-order.ts';
import { withPaper } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';
import { caseId } from '../cases/case-id.ts';
import { openCase } from '../cases/open-case.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { billTransaction } from './bill-transaction.ts';
import type { BillingDeps } from './billing-deps.ts';
import { checkSigned, type Checked } from './check-signed.ts';
import { voidLostNumbers } from './void-numbers.ts';

/** Ledger document `bill:<orderId>`: the moment of an invoice that an earlier version began. */
interface BillRecord extends StoredDocument {
  type: 'bill';
  order: string;
  issuedAt: number;
}

export interface BegunBill {
  order: Order;
  bill: Bill;
  /** ms of server time */
  begunAt: number;
}

/** The bill that is to be finished; undefined where nothing is due, or it was held. */
export async function beginBill(
  deps: BillingDeps,
  orderId: string
): Promise<BegunBill | undefined> {
  const order = await deps.store.orders.get(orderId);
  if (order?.job.billing.state !== 'due') return undefined;
  const begun = begunOf(order);
  if (begun) return begun;
  const bill = billOf(order.job);
  const checked = await check(order, bill);
  await refuseBesideAnother(deps, orderId, checked.ok ? bill : null);
  if (!bill || !checked.ok) {
    const isHeld = await hold(deps, order, checked);
    return isHeld ? undefined : beginBill(deps, orderId);
  }
  await rehearse(deps, order, bill);
  const earlier = await deps.store.ledger.get<BillRecord>(`bill:${orderId}`);
  const next = await deps.changeOrder(orderId, (current) => {
    if (current.begunBill || !isDeepStrictEqual(current.job, order.job)) return current;
    const at = earlier?.issuedAt ?? current.billingBegunAt ?? deps.clock.now();
    return { ...current, billingBegunAt: at, begunBill: bill };
  });
  const isDue = next?.job.billing.state === 'due';
  // Where it has changed since it was checked, it is checked again.
  return isDue ? (begunOf(next) ?? beginBill(deps, orderId)) : undefined;
}

function begunOf(order: Order): BegunBill | undefined {
  const { begunBill: bill, billingBegunAt: begunAt } = order;
  return bill && begunAt !== undefined ? { order, bill, begunAt } : undefined;
}

async function check(order: Order, bill: Bill | null): Promise<Checked> {
  const { job } = order;
  if (!bill || !job.provider) return { ok: false, code: 'statement.mismatch', rebuilt: null };
  const isSigned = bill.kind === 'completion' && job.settled === undefined;
  return isSigned ? checkSigned(job) : { ok: true };
}

/**
 * An earlier version may have left an invoice without saying so in the order: nothing else is billed
 * beside it, and nothing is held that support could settle as something else.
 * @throws what support is told
 */
async function refuseBesideAnother(
  { store }: BillingDeps,
  orderId: string,
  bill: Bill | null
): Promise<void> {
  const there = await store.ledger.get<Invoice>(`invoice:${orderId}`);
  if (!there) return;
  const isSame = there.kind === bill?.kind && there.totalMinor === bill.settlement.totalMinor;
  if (isSame && bill.payer === 'customer') return;
  throw new Error(
    `${there.number} is stored for this order and is not what would be billed now: ` +
      'nothing is charged by itself; charge, credit or refund that invoice by hand'
  );
}

/** @throws what writing it down would throw, while no number is taken yet */
async function rehearse(deps: BillingDeps, order: Order, bill: Bill): Promise<void> {
  const { job, payment } = order;
  billTransaction(order, bill);
  if (bill.payer !== 'customer') return;
  const number = invoiceNumber(job.market, 0, 0);
  const issuer = await deps.issuerOf(job.market);
  newInvoice({ job, bill, payment, number, issuedAt: 0, issuer });
}

/** False where it has begun, or has changed, since it was checked. */
async function hold(deps: BillingDeps, order: Order, checked: Checked): Promise<boolean> {
  const code = checked.ok ? 'statement.mismatch' : checked.code;
  const rebuilt = checked.ok ? null : checked.rebuilt;
  const { completion, provider } = order.job;
  const at = deps.clock.now();
  await openCase(deps.store, {
    _id: caseId({ bill: order._id }),
    kind: 'billing.mismatch',
    openedAt: at,
    order: order._id,
    provider: provider?.id ?? null,
    code,
    statement: { signed: completion?.statement ?? null, rebuilt }
  });
  const next = await deps.changeOrder(order._id, (current) => {
    if (current.begunBill || !isDeepStrictEqual(current.job, order.job)) return current;
    const held = applyOwn(current, 'billing', { kind: 'order.hold', body: {}, at });
    return withHeldBill(held, { at, code, rebuilt });
  });
  await voidLostNumbers(deps);
  return next?.job.billing.state !== 'due';
}

/** The completion that cannot be billed, among the papers of its assignment. */
function withHeldBill(order: Order, found: { at: number; code: Code; rebuilt: unknown }): Order {
  const { completion } = order.job;
  const by = order.assignments.at(-1);
  if (!completion || !by) return order;
  const { action } = completion;
  return withPaper(order, by, {
    ...{ action, kind: 'statement', body: completion, resolvedAt: null },
    ...found
  });
}
