import type { DeviceDatabase } from '../../store/device-database.ts';
import { FROM_THE_START, type FeedRow } from '../../store/rows.ts';
import type { Door, DoorFailure, DoorResult } from '../../door/door.ts';
import { readChanges, type Changes } from '../../door/feed-answer.ts';

const BATCH = 150;
const LONG_POLL_MS = 25_000;
const ANSWER_MS = 30_000;
/**
 * A half-open connection says nothing for ever; the server ends its side of a long poll well before
 * this.
 */
const LONG_POLL_END_MS = LONG_POLL_MS + 15_000;

export interface Feed {
  name: 'inbox' | 'catalog';
  relaxed: DeviceDatabase;
  door: Door;
  /**
   * Stores rows and checkpoint in one transaction.
   * @param asked the checkpoint that the batch was asked from @returns how many rows changed
   * anything; null: the checkpoint is another one by now, nothing was stored
   */
  store: (changes: Changes, asked: string) => Promise<number | null>;
  /**
   * The next batch, asked for while this one is being stored; of use only if that one's checkpoint
   * is then stored.
   */
  ahead?: { since: string; answer: Promise<DoorResult> };
}

export type Pulled = { is: 'pulled'; changed: number; isDone: boolean } | DoorFailure;

/** One batch from the stored checkpoint on. @param wait hold the line until there is something */
export async function pullFeed(feed: Feed, wait: boolean, signal?: AbortSignal): Promise<Pulled> {
  const stored = (await feed.relaxed.checkpoints.get(feed.name)) as FeedRow | undefined;
  const since = stored?.since ?? FROM_THE_START;
  const { ahead } = feed;
  delete feed.ahead;
  const early = ahead?.since === since ? await ahead.answer : undefined;
  // A failure (cut off with its round, asked with a session that is over) says nothing about asking
  // now.
  const result = early?.is === 'answer' ? early : await askFrom(feed, since, wait, signal);
  if (result.is !== 'answer') return result;
  if (result.status === 400 && since !== FROM_THE_START) {
    await startAgain(feed, since);
    return { is: 'pulled', changed: 0, isDone: false };
  }
  if (result.status !== 200) {
    return { is: 'serverError', status: result.status, retryAfterMs: 0 };
  }
  const changes = readChanges(result.body);
  if (!changes) return { is: 'notBelieved' };
  const isDone = changes.count < BATCH;
  if (!isDone) {
    feed.ahead = { since: changes.since, answer: askFrom(feed, changes.since, false, signal) };
  }
  const isNew = changes.since !== stored?.since || changes.rows.length > 0;
  const changed = isNew ? await feed.store(changes, since) : 0;
  if (changed === null) delete feed.ahead;
  return { is: 'pulled', changed: changed ?? 0, isDone: isDone && changed !== null };
}

/**
 * The server's store does not know this place: it is another store's, and asking from there would
 * be refused for ever. What comes twice changes nothing.
 */
function startAgain({ name, relaxed }: Feed, since: string): Promise<void> {
  const { checkpoints } = relaxed;
  return relaxed.transaction('rw', [checkpoints], async () => {
    const stored = (await checkpoints.get(name)) as FeedRow | undefined;
    if (stored?.since === since) await checkpoints.delete(name);
  });
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
