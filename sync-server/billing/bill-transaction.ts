import type { Bill } from '#domain/billing/bill.ts';
import {
  completionTransaction,
  failedVisitTransaction,
  type JournalTransaction
} from '#domain/billing/journal.ts';
import type { Order } from '#domain/order/order.ts';

/** What a bill is in the books. */
export function billTransaction({ _id, job }: Order, bill: Bill): JournalTransaction {
  const booked = bill.payer === 'customer' ? completionTransaction : failedVisitTransaction;
  return booked(_id, job.provider?.id ?? '', job.terms.currency, bill);
}
