import type { Charge } from '#domain/billing/charge.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { JournalTransaction } from '#domain/billing/journal.ts';
import { earningOf, type PayoutLine } from '#domain/billing/payout-line.ts';
import type { Payout } from '#domain/billing/payout.ts';
import type { Order } from '#domain/order/order.ts';
import type { NumberSequence } from '../../billing/invoice-number.ts';
import type { VoidNumber } from '../../billing/void-numbers.ts';
import type { Found } from '../../reach/read-pages.ts';
import { InvoiceNumbers } from '../checks/invoice-numbers.ts';
import { checkCharge, checkPayout, Journal } from '../checks/journal.ts';
import { found, type Finding } from '../finding.ts';
import { reportConflicts, type Verifying } from '../verifying.ts';
import { changedSince } from './verify-outboxes.ts';

interface Books {
  numbers: InvoiceNumbers;
  journal: Journal;
  /** What the documents of this page speak of. */
  orders: ReadonlyMap<string, Found>;
  ledger: ReadonlyMap<string, Found>;
}

/** `billing`: providers of whom a bill is under way. */
export async function verifyLedger(
  verifying: Verifying,
  billing: ReadonlySet<string>
): Promise<void> {
  const { pages, report, count } = verifying;
  const [numbers, journal] = [new InvoiceNumbers(), new Journal()];
  for (const provider of billing) journal.addBusy(provider);
  const untold = await changedSince(verifying, 'ledger', 'earnings');
  count('books to be told', untold.size);
  for await (const page of pages.documents('ledger')) {
    reportConflicts(verifying, 'ledger', page);
    const orders = await pages.many('orders', page.flatMap(orderOf));
    const ledger = await pages.many('ledger', page.flatMap(besides));
    await verifyEarnings(page, untold, verifying);
    for (const document of page) {
      if (document.type) count(`ledger: ${document.type}`);
      report(checkDocument(document, { numbers, journal, orders, ledger }));
    }
  }
  report([...numbers.findings(), ...journal.findings()]);
}

/** What the books credit is told to the one whose it is. */
async function verifyEarnings(
  page: readonly Found[],
  untold: ReadonlySet<string>,
  { pages, report }: Verifying
): Promise<void> {
  const lines = page.filter(({ type }) => type === 'payoutLine') as unknown as PayoutLine[];
  const byProvider = Map.groupBy(lines, ({ provider }) => provider);
  for (const [provider, theirs] of byProvider) {
    const ids = theirs.map((line) => earningOf(line)._id);
    const told = await pages.many(`inbox-${provider}`, ids);
    for (const line of theirs) {
      const { _id, state } = earningOf(line);
      const isTold = told.get(_id)?.state === state;
      const place = { database: 'ledger', document: line._id };
      const says = `It is ${line.state}, and the inbox of ${provider} does not say so.`;
      report(found(!isTold, place, says, untold.has(line._id)));
    }
  }
}

function orderOf({ type, order }: Found): string[] {
  return type === 'invoice' && typeof order === 'string' ? [order] : [];
}

function besides(document: Found): string[] {
  if (document.type === 'charge') return [`tx:${document._id}`];
  if (document.type !== 'payout') return [];
  return [`tx:${document._id}`, ...(document as unknown as Payout).lines];
}

function checkDocument(document: Found, { numbers, journal, orders, ledger }: Books): Finding[] {
  const as = <T>() => document as unknown as T;
  const booked = ledger.get(`tx:${document._id}`) as JournalTransaction | undefined;
  switch (document.type) {
    case 'numberSequence':
      numbers.addSequence(as<NumberSequence>());
      return [];
    case 'invoice':
      return [...numbers.addInvoice(as<Invoice>()), ...checkInvoice(as<Invoice>(), orders)];
    case 'voidNumber':
      return numbers.addVoid(as<VoidNumber>());
    case 'transaction':
      return journal.addTransaction(as<JournalTransaction>());
    case 'payoutLine':
      journal.addLine(as<PayoutLine>());
      return [];
    case 'payoutAccount':
      if (document.isBusy) journal.addBusy(String(document.provider));
      return [];
    case 'charge':
      return checkCharge(as<Charge>(), booked);
    case 'payout': {
      const payout = as<Payout>();
      const lines = payout.lines.map((id) => ledger.get(id) as PayoutLine | undefined);
      return checkPayout(payout, lines, booked);
    }
    default:
      return [];
  }
}

function checkInvoice({ _id, number, order }: Invoice, orders: Books['orders']): Finding[] {
  const place = { database: 'ledger', document: _id };
  const billing = (orders.get(order) as Order | undefined)?.job.billing;
  const isSame = billing?.invoiceNumber === number;
  return [
    ...found(_id !== `invoice:${order}`, place, `It says that it is of the order ${order}.`),
    ...found(!billing, place, `There is no order ${order}.`),
    ...found(
      !!billing && !isSame,
      place,
      `The order ${order} does not say that it is billed with ${number}.`,
      billing?.state === 'due'
    )
  ];
}
