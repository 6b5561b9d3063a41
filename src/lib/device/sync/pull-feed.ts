import type { DeviceDatabase } from '../store/device-database.ts';
import type { FeedRow } from '../store/rows.ts';
import type { Door, DoorFailure } from './door.ts';
import { readChanges, type Changes } from './feed-answer.ts';

const BATCH = 150;
const LONG_POLL_MS = 25_000;
const ANSWER_MS = 30_000;
/** A half-open connection says nothing for ever; the server ends its side of a long poll well before this. */
const LONG_POLL_END_MS = LONG_POLL_MS + 15_000;

export interface Feed {
  name: 'inbox' | 'catalog';
  relaxed: DeviceDatabase;
  door: Door;
  /** Stores rows and checkpoint in one transaction. */
  store: (changes: Changes) => Promise<number>;
}

export type Pulled = { is: 'pulled'; changed: number; isDone: boolean } | DoorFailure;

/** One batch from the stored checkpoint on. @param wait hold the line until there is something */
export async function pullFeed(feed: Feed, wait: boolean, signal?: AbortSignal): Promise<Pulled> {
  const stored = (await feed.relaxed.checkpoints.get(feed.name)) as FeedRow | undefined;
  const query = new URLSearchParams({
    since: stored?.since ?? '0',
    limit: String(BATCH),
    include_docs: 'true'
  });
  if (wait) {
    query.set('feed', 'longpoll');
    query.set('timeout', String(LONG_POLL_MS));
  }
  const result = await feed.door.ask(`/sync/${feed.name}/_changes?${query}`, {
    timeoutMs: wait ? LONG_POLL_END_MS : ANSWER_MS,
    ...(signal ? { signal } : {})
  });
  if (result.is !== 'answer') return result;
  if (result.status !== 200) {
    return { is: 'serverTrouble', status: result.status, retryAfterMs: 0 };
  }
  const changes = readChanges(result.body);
  if (!changes) return { is: 'notBelieved' };
  const isNew = changes.since !== stored?.since || changes.rows.length > 0;
  const changed = isNew ? await feed.store(changes) : 0;
  return { is: 'pulled', changed, isDone: changes.count < BATCH };
}
