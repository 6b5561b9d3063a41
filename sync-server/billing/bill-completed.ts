// From a finished visit to an invoice, a booking, a charge and a payout line: exactly once,
// whatever crashes in between.
// 1. The order says first that its billing has begun, and with what bill (begin-bill.ts): whoever
//    goes on finishes that one, whatever the order says since.
// 2. Every step writes one document whose id is made from the order, so doing it again finds it
//    done.
// 3. The order becomes `billed` last: until then it is `due`, and the sweep begins again with the
//    first step.
import type { Bill } from '#domain/billing/bill.ts';
import { newCharge, type Charge } from '#domain/billing/charge.ts';
import { dayAt, newInvoice, type Invoice } from '#domain/billing/invoice.ts';
import type { JournalTransaction } from '#domain/billing/journal.ts';
import { newPayoutLine, type PayoutLine } from '#domain/billing/payout-line.ts';
import { applyOwn } from '#domain/order/apply-to-order.ts';
import type { Order } from '#domain/order/order.ts';
import { createOnce } from '../store/create-once.ts';
import { beginBill, type BegunBill } from './begin-bill.ts';
import { billTransaction } from './bill-transaction.ts';
import type { BillingDeps } from './billing-deps.ts';
import { collectCharge } from './collect-charge.ts';
import { reserveInvoiceNumber } from './invoice-number.ts';
import { writeEarning } from './write-earning.ts';

/** Bills what is due of an order. Any process may call it at any time; it is done once. */
export async function billCompleted(deps: BillingDeps, orderId: string): Promise<void> {
  const begun = await beginBill(deps, orderId);
  if (!begun) return;
  const { order, bill } = begun;
  const invoice = bill.payer === 'customer' ? await issue(deps, begun) : null;
  await createOnce<JournalTransaction>(deps.store.ledger, billTransaction(order, bill));
  if (invoice) await prepareCharge(deps, order, invoice);
  await creditProvider(deps, order, bill);
  await deps.changeOrder(orderId, (current) => billed(current, bill, invoice, deps.clock.now()));
  if (invoice) await collectCharge(deps, orderId);
}

async function issue(deps: BillingDeps, { order, bill, begunAt }: BegunBill): Promise<Invoice> {
  const { ledger } = deps.store;
  const { job, payment } = order;
  const there = await ledger.get<Invoice>(`invoice:${order._id}`);
  if (there) return there;
  const { market } = job;
  const year = Number(dayAt(begunAt, job.appointment.timeZone).slice(0, 4));
  const number = await reserveInvoiceNumber(deps.store, { order: order._id, market, year });
  const issuer = await deps.issuerOf(market);
  const invoice = newInvoice({ job, bill, payment, number, issuedAt: begunAt, issuer });
  return createOnce(ledger, invoice);
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

/** The same order where the bill is not due any more. */
function billed(order: Order, bill: Bill, invoice: Invoice | null, at: number): Order {
  if (order.job.billing.state !== 'due') return order;
  const invoiceNumber = invoice?.number ?? null;
  const totalMinor = invoice?.totalMinor ?? 0;
  const { payoutMinor } = bill.settlement;
  const body = { invoiceNumber, totalMinor, payoutMinor };
  return applyOwn(order, 'billing', { kind: 'order.bill', body, at });
}
