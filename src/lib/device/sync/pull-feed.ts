import type { DeviceDatabase } from '../store/device-database.ts';
import type { FeedRow } from '../store/rows.ts';
import type { Door, DoorFailure, DoorResult } from './door.ts';
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
  /** The next batch, asked for while this one is being stored; of use only if that one's checkpoint is then stored. */
  ahead?: { since: string; answer: Promise<DoorResult> };
}

export type Pulled = { is: 'pulled'; changed: number; isDone: boolean } | DoorFailure;

/** One batch from the stored checkpoint on. @param wait hold the line until there is something */
export async function pullFeed(feed: Feed, wait: boolean, signal?: AbortSignal): Promise<Pulled> {
  const stored = (await feed.relaxed.checkpoints.get(feed.name)) as FeedRow | undefined;
  const since = stored?.since ?? '0';
  const { ahead } = feed;
  delete feed.ahead;
  const early = ahead?.since === since ? await ahead.answer : undefined;
  // Cut off with the round in which it was asked for: that says nothing about this one.
  const isUsable = early !== undefined && early.is !== 'stopped';
  const result = isUsable ? early : await askFrom(feed, since, wait, signal);
  if (result.is !== 'answer') return result;
  if (result.status !== 200) {
    return { is: 'serverTrouble', status: result.status, retryAfterMs: 0 };
  }
  const changes = readChanges(result.body);
  if (!changes) return { is: 'notBelieved' };
  const isDone = changes.count < BATCH;
  if (!isDone) {
    feed.ahead = { since: changes.since, answer: askFrom(feed, changes.since, false, signal) };
  }
  const isNew = changes.since !== stored?.since || changes.rows.length > 0;
  const changed = isNew ? await feed.store(changes) : 0;
  return { is: 'pulled', changed, isDone };
}

function askFrom(
  { name, door }: Feed,
  since: string,
  wait: boolean,
  signal: AbortSignal | undefined
): Promise<DoorResult> {
  const query = new URLSearchParams({ since, limit: String(BATCH), include_docs: 'true' });
  if (wait) {
    query.set('feed', 'longpoll');
    query.set('timeout', String(LONG_POLL_MS));
  }
  return door.ask(`/sync/${name}/_changes?${query}`, {
    timeoutMs: wait ? LONG_POLL_END_MS : ANSWER_MS,
    ...(signal ? { signal } : {})
  });
}
