// The journal: double entry, one document a transaction, so that one write is the whole
// transaction.
// 1. The lines of a transaction sum to zero in each currency. Plus is a debit, minus a credit; zero
//    lines are left out.
// 2. Ids are made from what is booked (order, payout): booking twice is booking once.
// 3. A transaction is never changed; a correction is another transaction.
import type { Minor, Ms, OrderId, ProviderId } from '../brand.ts';
import { sum } from '../money/money.ts';
import type { Currency } from '../policy/policy.ts';
import type { Bill } from './bill.ts';

export const ACCOUNTS = [
  'receivable',
  'providerPayable',
  'commission',
  'guaranteeFee',
  'merchandise',
  'vatPayable',
  'bank',
  'visitFeeExpense'
] as const;
export type Account = (typeof ACCOUNTS)[number];

export interface JournalLine {
  account: Account;
  /** Whose: `order:<id>` on receivable, `provider:<id>` on providerPayable, else null. */
  party: string | null;
  currency: Currency;
  amountMinor: Minor;
}

export interface JournalTransaction {
  _id: string;
  _rev?: string;
  type: 'transaction';
  kind: 'completion' | 'visitFee' | 'cancellation' | 'charge' | 'payout';
  /** Order or payout behind it. */
  ref: string;
  at: Ms;
  lines: JournalLine[];
}

/** Sums per currency that are not zero; empty for every valid transaction. */
export function imbalance(lines: readonly JournalLine[]): { currency: Currency; minor: Minor }[] {
  const currencies = [...new Set(lines.map((line) => line.currency))];
  return currencies
    .map((currency) => ({
      currency,
      minor: sum(lines.filter((line) => line.currency === currency).map((l) => l.amountMinor))
    }))
    .filter(({ minor }) => minor !== 0);
}

/**
 * A completed visit, or a failed or cancelled one that the customer pays: what is owed by and to
 * whom.
 */
export function completionTransaction(
  order: OrderId,
  provider: ProviderId,
  currency: Currency,
  bill: Bill
): JournalTransaction {
  const { settlement } = bill;
  const rows: [Account, string | null, Minor][] = [
    ['receivable', `order:${order}`, settlement.totalMinor],
    ['providerPayable', `provider:${provider}`, -settlement.payoutMinor],
    ['commission', null, -settlement.commissionMinor],
    ['guaranteeFee', null, -settlement.feeMinor],
    ['merchandise', null, -settlement.merchandiseMinor],
    ['vatPayable', null, -settlement.vatMinor]
  ];
  return transaction(`tx:completion:${order}`, bill.kind, order, bill.at, currency, rows);
}

/**
 * A failed or cancelled visit that the platform pays (R26): no customer, no VAT, the provider gets
 * what a customer's fee would bring.
 */
export function failedVisitTransaction(
  order: OrderId,
  provider: ProviderId,
  currency: Currency,
  bill: Bill
): JournalTransaction {
  const { payoutMinor } = bill.settlement;
  return transaction(`tx:completion:${order}`, bill.kind, order, bill.at, currency, [
    ['visitFeeExpense', null, payoutMinor],
    ['providerPayable', `provider:${provider}`, -payoutMinor]
  ]);
}

/** The customer's payment has come in. */
export function chargeTransaction(
  order: OrderId,
  currency: Currency,
  amountMinor: Minor,
  at: Ms
): JournalTransaction {
  return transaction(`tx:charge:${order}`, 'charge', order, at, currency, [
    ['bank', null, amountMinor],
    ['receivable', `order:${order}`, -amountMinor]
  ]);
}

/** A provider has been paid. */
export function payoutTransaction(
  payout: string,
  provider: ProviderId,
  currency: Currency,
  amountMinor: Minor,
  at: Ms
): JournalTransaction {
  return transaction(`tx:${payout}`, 'payout', payout, at, currency, [
    ['providerPayable', `provider:${provider}`, amountMinor],
    ['bank', null, -amountMinor]
  ]);
}

/**
 * @throws RangeError for lines that do not balance: that would be a bug, and must never be booked.
 */
function transaction(
  _id: string,
  kind: JournalTransaction['kind'],
  ref: string,
  at: Ms,
  currency: Currency,
  rows: readonly [Account, string | null, Minor][]
): JournalTransaction {
  const lines = rows
    .filter(([, , amountMinor]) => amountMinor !== 0)
    .map(([account, party, amountMinor]) => ({ account, party, currency, amountMinor }));
  if (imbalance(lines).length > 0) throw new RangeError(`${_id} does not balance`);
  return { _id, type: 'transaction', kind, ref, at, lines };
}
