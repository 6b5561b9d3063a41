import type { BillingDeps } from '../../sync-server/billing/billing-deps.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { aClock } from './a-clock.ts';
import { billingDeps, FakeBank } from './billing-world.ts';
import { MemoryDatabase } from './memory-database.ts';

/** Billing over databases in memory, with these documents in the ledger. */
export function billingInMemory(...ledger: object[]) {
  const databases = {
    ledger: new MemoryDatabase(...(ledger as never[])),
    cases: new MemoryDatabase(),
    orders: new MemoryDatabase(),
    people: new MemoryDatabase(),
    inbox: new MemoryDatabase()
  };
  const bank = new FakeBank();
  const clock = aClock();
  const store = {
    ledger: databases.ledger.asDatabase,
    cases: databases.cases.asDatabase,
    orders: databases.orders.asDatabase,
    people: databases.people.asDatabase,
    inbox: () => databases.inbox.asDatabase
  } as unknown as Store;
  const deps: BillingDeps = billingDeps(store, clock, bank);
  const of = (database: MemoryDatabase) =>
    [...database.documents.values()].map(({ _rev, ...document }) => document);
  return { ...databases, bank, clock, store, deps, of };
}

/** What a case of billing says where there is no more to say. */
export const CASE = {
  ...{ type: 'case', state: 'open', order: null, provider: null, code: null, judgement: null },
  ...{ action: null, statement: null, note: null }
};
