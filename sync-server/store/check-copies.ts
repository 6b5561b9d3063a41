import { forEach } from '../concurrency/for-each.ts';
import { retry } from '../concurrency/retry.ts';
import type { Database } from './database.ts';
import { NotOneCopy } from './one-copy.ts';
import type { Store } from './store.ts';
import { StoreUnavailable } from './store-unavailable.ts';

const AT_ONCE = 16;
/** A node that starts together with this process. */
const PATIENCE = { tries: 8, firstMs: 250, longestMs: 10_000 };

/**
 * At the start every database that there is says how many copies it has, so that a cluster which
 * cannot decide is refused before anybody was told anything. One of a provider whose node is down
 * holds up nobody: it is asked when it is first used, as a new one is.
 * @throws NotOneCopy with what to do
 */
export async function checkCopies(store: Store): Promise<void> {
  const { orders, people, ledger, cases, catalog, mails, places } = store;
  const own: readonly Pick<Database, 'ready'>[] = [
    ...[orders, people, ledger, cases, catalog, mails, places]
  ] as Database[];
  const { signal } = new AbortController();
  for (const database of own) {
    await retry(() => database.ready(), {
      ...PATIENCE,
      signal,
      isFinal: (error) => error instanceof NotOneCopy || !(error instanceof StoreUnavailable)
    });
  }
  await forEach(await store.inboxes(), AT_ONCE, (id) => readyOrDown(store.inbox(id)));
  await forEach(await store.outboxes(), AT_ONCE, (id) => readyOrDown(store.outbox(id)));
}

async function readyOrDown(database: { ready(): Promise<void> }): Promise<void> {
  try {
    await database.ready();
  } catch (error) {
    if (error instanceof NotOneCopy || !(error instanceof StoreUnavailable)) throw error;
  }
}
