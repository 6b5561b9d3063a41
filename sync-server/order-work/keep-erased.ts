// What was erased from an order, an inbox, a mail or of an applicant stays on the disk as the revision before, in
// CouchDB as in the engine, until its database is compacted. Whether that happens must not depend
// on how busy a database is: once a day each is, whoever erased what.
import type { FastifyBaseLogger } from 'fastify';
import { forEach } from '../concurrency/for-each.ts';
import { repeat } from '../concurrency/repeat.ts';
import type { Store } from '../store/store.ts';

const EVERY_MS = 24 * 3_600_000;
const AFTER_FAILURE = { firstMs: 60_000, longestMs: 3_600_000 };
const AT_ONCE = 2;

/** One after the other: CouchDB answers at once and works on, the engine answers when it is done. */
export async function compactErased(
  store: Pick<Store, 'orders' | 'mails' | 'cases' | 'people' | 'inbox' | 'inboxes'>
): Promise<void> {
  for (const database of [store.orders, store.mails, store.cases, store.people])
    await database.compact();
  await forEach(await store.inboxes(), AT_ONCE, (provider) => store.inbox(provider).compact());
}

export async function keepErased({ store, closing, log }: KeepErased): Promise<void> {
  const onFailure = (err: unknown) => log.warn({ err }, 'what was erased is still on the disk');
  const work = () => compactErased(store);
  await repeat(work, { everyMs: EVERY_MS, ...AFTER_FAILURE, signal: closing, onFailure });
}

interface KeepErased {
  store: Pick<Store, 'orders' | 'mails' | 'cases' | 'people' | 'inbox' | 'inboxes'>;
  closing: AbortSignal;
  log: Pick<FastifyBaseLogger, 'warn'>;
}
