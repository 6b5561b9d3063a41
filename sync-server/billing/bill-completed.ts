// From a finished visit to an invoice, a booking, a charge and a payout line: exactly once,
// whatever crashes in between.
// 1. Every step writes one document whose id is made from the order, so doing it again finds it
//    done.
// 2. The order becomes `billed` last: until then it is `due`, and the sweep begins again with the
//    first step.
// 3. A fee may still be held by what the customer has signed (R15), until its billing has begun:
//    the order says so before the ledger does, so that one of the two wins and the other sees it.
// 4. Whatever can say no is asked before a number is taken: what is not, to the byte, what was signed
//    is held for support (R15); what cannot be written down throws. Where it says no later all the
//    same (a crash, another version in between), the number is declared void (void-numbers.ts).
import { billOf, type Bill } from '#domain/billing/bill.ts';
import { newCharge, type Charge } from '#domain/billing/charge.ts';
import { dayAt, invoiceNumber, newInvoice, type Invoice } from '#domain/billing/invoice.ts';
import {
  completionTransaction,
  failedVisitTransaction,
  type JournalTransaction
} from '#domain/billing/journal.ts';
import { newPayoutLine, type PayoutLine } from '#domain/billing/payout-line.ts';
import { applyOwn } from '#domain/order/apply-to-order.ts';
import type { CommandBody } from '#domain/order/life-cycle/command.ts';
import { withPaper } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';
import { caseId } from '../cases/case-id.ts';
import { openCase } from '../cases/open-case.ts';
import type { BillingDeps } from './billing-deps.ts';
import { checkSigned, type Checked } from './check-signed.ts';
import { collectCharge } from './collect-charge.ts';
import { createOnce } from '../store/create-once.ts';
import { reserveInvoiceNumber } from './invoice-number.ts';
import { writeEarning } from './write-earning.ts';
import { voidLostNumbers } from './void-numbers.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/**
 * Ledger document `bill:<orderId>`: fixes the moment of the invoice, and with it the year of its
 * number.
 */
interface BillRecord extends StoredDocument {
  type: 'bill';
  order: string;
  issuedAt: number;
}

/** Bills what is due of an order. Any process may call it at any time; it is done once. */
export async function billCompleted(deps: BillingDeps, orderId: string): Promise<void> {
  const order = await deps.store.orders.get(orderId);
  if (order?.job.billing.state !== 'due') return;
  const bill = billOf(order.job);
  const checked = await check(order, bill);
  if (!bill || !checked.ok) {
    await hold(deps, order, checked);
    return;
  }
  rehearse(deps, order, bill);
  if (bill.kind !== 'completion' && !(await beginFee(deps, orderId))) return;
  const invoice = bill.payer === 'customer' ? await issue(deps, order, bill) : null;
  await book(deps, order, bill);
  if (invoice) await prepareCharge(deps, order, invoice);
  await creditProvider(deps, order, bill);
  await deps.changeOrder(orderId, (current) => billed(current, bill, invoice, deps.clock.now()));
  if (invoice) await collectCharge(deps, orderId);
}

/** False where the fee is not due any more. */
async function beginFee({ changeOrder, clock }: BillingDeps, orderId: string): Promise<boolean> {
  const order = await changeOrder(orderId, (current) => {
    if (current.job.billing.state !== 'due' || current.billingBegunAt !== undefined) return current;
    return { ...current, billingBegunAt: clock.now() };
  });
  return order?.job.billing.state === 'due';
}

async function check(order: Order, bill: Bill | null): Promise<Checked> {
  const { job } = order;
  if (!bill || !job.provider) return { ok: false, code: 'statement.mismatch', rebuilt: null };
  const isSigned = bill.kind === 'completion' && job.settled === undefined;
  return isSigned ? checkSigned(job) : { ok: true };
}

/** @throws what writing it down would throw, while no number is taken yet */
function rehearse({ issuers }: BillingDeps, order: Order, bill: Bill): void {
  const { job, payment } = order;
  transactionOf(order, bill);
  if (bill.payer !== 'customer') return;
  const number = invoiceNumber(job.market, 0, 0);
  newInvoice({ ...{ job, bill, payment, number, issuedAt: 0 }, issuer: issuers[job.market] });
}

async function issue(deps: BillingDeps, order: Order, bill: Bill): Promise<Invoice> {
  const { ledger } = deps.store;
  const { job, payment } = order;
  const there = await ledger.get<Invoice>(`invoice:${order._id}`);
  if (there) return there;
  const { issuedAt } = await createOnce<BillRecord>(ledger, {
    _id: `bill:${order._id}`,
    type: 'bill',
    order: order._id,
    issuedAt: deps.clock.now()
  });
  const { market } = job;
  const year = Number(dayAt(issuedAt, job.appointment.timeZone).slice(0, 4));
  const number = await reserveInvoiceNumber(deps.store, { order: order._id, market, year });
  const issuer = deps.issuers[market];
  return createOnce(ledger, newInvoice({ job, bill, payment, number, issuedAt, issuer }));
}

async function book(deps: BillingDeps, order: Order, bill: Bill): Promise<void> {
  await createOnce<JournalTransaction>(deps.store.ledger, transactionOf(order, bill));
}

function transactionOf({ _id, job }: Order, bill: Bill): JournalTransaction {
  const booked = bill.payer === 'customer' ? completionTransaction : failedVisitTransaction;
  return booked(_id, job.provider?.id ?? '', job.terms.currency, bill);
}

async function prepareCharge(deps: BillingDeps, order: Order, invoice: Invoice): Promise<void> {
  await createOnce<Charge>(
    deps.store.ledger,
    newCharge({
      order: order._id,
      invoiceNumber: invoice.number,
      currency: invoice.currency,
      amountMinor: invoice.totalMinor,
      method: order.payment,
      now: deps.clock.now()
    })
  );
}

async function creditProvider(deps: BillingDeps, order: Order, bill: Bill): Promise<void> {
  const line = newPayoutLine(order.job, bill);
  if (!line) return;
  await writeEarning(deps.store, await createOnce<PayoutLine>(deps.store.ledger, line));
}

function billed(order: Order, bill: Bill, invoice: Invoice | null, at: number): Order {
  return apply(order, at, 'order.bill', {
    invoiceNumber: invoice?.number ?? null,
    totalMinor: invoice?.totalMinor ?? 0,
    payoutMinor: bill.settlement.payoutMinor
  });
}

/** The same order where the bill is not due any more. */
function apply<K extends 'order.bill' | 'order.hold'>(
  order: Order,
  at: number,
  kind: K,
  body: CommandBody<K>
): Order {
  if (order.job.billing.state !== 'due') return order;
  return applyOwn(order, 'billing', { kind, body, at });
}

async function hold(deps: BillingDeps, order: Order, checked: Checked): Promise<void> {
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
  await deps.changeOrder(order._id, (current) => {
    const next = apply(current, at, 'order.hold', {});
    return next === current ? current : withHeldBill(next, { at, code, rebuilt });
  });
  await voidLostNumbers(deps);
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
