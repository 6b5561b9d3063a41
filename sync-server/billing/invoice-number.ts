// Invoice numbers without a gap and without a double, per country and year (M8), through crashes
// and races.
// 1. One document a sequence: its revision decides who gets which number.
// 2. It keeps order → number until the order's invoice is stored, so that whoever goes on after a
//    crash finds the same one.
// 3. That there is no invoice yet is looked up after the sequence was read: had another process
//    stored one and its reservation been cleared meanwhile, the revision has changed and all of it
//    is looked at again.
// 4. Who comes back for a reserved number writes the sequence too: a number is taken away
//    (void-numbers.ts) before that, or not at all.
import { invoiceNumber, type Invoice } from '#domain/billing/invoice.ts';
import type { Market } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Ledger document `numbers:<market>:<year>`. */
export interface NumberSequence extends StoredDocument {
  type: 'numberSequence';
  last: number;
  /** Order → number, of those whose invoice may not be stored yet. */
  reserved: Record<string, number>;
  /** Number → order, of those that are lost and have no void document yet (void-numbers.ts). */
  voided?: Record<number, string>;
}

/** With more reservations than this, those whose invoice is there are cleared away. */
const CLEAR_ABOVE = 64;

export async function reserveInvoiceNumber(
  { ledger }: Pick<Store, 'ledger'>,
  { order, market, year }: { order: string; market: Market; year: number }
): Promise<string> {
  let found: string | undefined;
  const { doc } = await ledger.update<NumberSequence>(
    `numbers:${market}:${year}`,
    async (current) => {
      found = undefined;
      if (current?.reserved[order] !== undefined) return { ...current };
      found = (await ledger.get<Invoice>(`invoice:${order}`))?.number;
      if (found !== undefined) return undefined;
      const last = (current?.last ?? 0) + 1;
      const reserved = await uncleared(ledger, current?.reserved ?? {});
      return {
        ...current,
        _id: `numbers:${market}:${year}`,
        type: 'numberSequence',
        last,
        reserved: { ...reserved, [order]: last }
      };
    }
  );
  if (found !== undefined) return found;
  const reserved = doc?.reserved[order];
  if (reserved === undefined) return reserveInvoiceNumber({ ledger }, { order, market, year });
  return invoiceNumber(market, year, reserved);
}

async function uncleared(
  ledger: Store['ledger'],
  reserved: Record<string, number>
): Promise<Record<string, number>> {
  const orders = Object.keys(reserved);
  if (orders.length <= CLEAR_ABOVE) return reserved;
  const invoices = await ledger.getMany(orders.map((order) => `invoice:${order}`));
  return Object.fromEntries(
    orders.filter((_, index) => !invoices[index]).map((order) => [order, reserved[order]!])
  );
}
