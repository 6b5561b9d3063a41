import type { Invoice } from '#domain/billing/invoice.ts';
import { imbalance, type JournalTransaction } from '#domain/billing/journal.ts';
import type { Store } from '../../sync-server/store/store.ts';

/** Numbers of all invoices, in their order. */
export async function invoiceNumbers({ ledger }: Pick<Store, 'ledger'>): Promise<string[]> {
  const invoices = await ledger.withPrefix<Invoice>('invoice:');
  return invoices.map((invoice) => invoice.number).sort();
}

/** What a gapless sequence of this length looks like. */
export function gapless(prefix: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${String(index + 1).padStart(6, '0')}`
  );
}

export async function transactions({ ledger }: Pick<Store, 'ledger'>) {
  return ledger.withPrefix<JournalTransaction>('tx:');
}

/** Balance of each account and party; throws where a transaction does not balance. */
export async function balances(store: Pick<Store, 'ledger'>): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { _id, lines } of await transactions(store)) {
    if (imbalance(lines).length > 0) throw new Error(`${_id} does not balance`);
    for (const { account, party, amountMinor } of lines) {
      for (const key of [account, ...(party ? [`${account} ${party}`] : [])]) {
        sums[key] = (sums[key] ?? 0) + amountMinor;
      }
    }
  }
  return sums;
}
