import type { OutboxWorker } from '../../order-work/outbox-worker.ts';
import type { Store } from '../../store/store.ts';
import type { NewStoredAction, StoredAction } from '../../outbox/stored-action.ts';
import { NOT_WELL_FORMED } from '../../plugins/error-reply.ts';
import { readLeaves, readShown, type Stored } from '../../outbox/read-in-slices.ts';
import type { Clock } from '../../clock.ts';
import { asThen, readReceipts } from '../../outbox/read-receipts.ts';
import type { ServerKeys } from '../../people/server-keys.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import type { Keys } from '../reading/read-sent.ts';
import type { SentDocuments } from '../reading/sent-documents.ts';
import type { OutboxQuota } from './outbox-quota.ts';

/** Of one write: nobody waits behind a few megabytes. */
const WRITE_BYTES = 256 * 1024;

interface TakeDocuments {
  store: Pick<Store, 'outbox'>;
  outboxWorker: Pick<OutboxWorker, 'wake' | 'judged'>;
  outboxQuota: OutboxQuota;
  clock: Clock;
  keys: Pick<ServerKeys, 'verify'>;
}

export type TakenRow =
  | { ok: true; id: string; rev: string }
  | { id: string; error: 'bad_request'; reason: string; ok?: undefined };

type Taken = { rows: TakenRow[] } | { retryAfterS: number };

/**
 * Stores first, judges afterwards: whatever the documents are, each is stored and answered with
 * `{ok, id, rev}` in the order of the request; where there is no room, nothing of the request is.
 * Only what is no Unicode is refused alone: a CouchDB would refuse everything that came with it.
 */
export async function takeDocuments(
  { store, outboxWorker, outboxQuota, clock, keys }: TakeDocuments,
  { id: provider, device }: { id: string; device: string },
  { documents, isReplicated, receipts }: SentDocuments
): Promise<Taken> {
  const from = { device, receivedAt: clock.now() };
  const earlierOn = readReceipts(keys, receipts);
  const all = documents.map(({ action, claim, ...facts }) => ({
    ...facts,
    action: asThen({ ...action, ...from }, earlierOn(claim))
  }));
  const readable = all.filter(({ isWellFormed }) => isWellFormed);
  const bytes = readable.reduce((sum, each) => sum + each.bytes, 0);
  const load = { actions: readable.length, bytes };
  const retryAfterS = await outboxQuota.take(provider, load);
  if (retryAfterS !== null) return { retryAfterS };
  const judged = () => outboxQuota.judged(provider, load);
  const once = new Map(readable.map((each) => [`${each.action._id} ${each.action._rev}`, each]));
  try {
    for (const some of inWrites([...once.values()])) {
      await store.outbox(provider).putRevisions(some);
    }
  } catch (error) {
    judged();
    throw error;
  }
  outboxWorker.wake(
    provider,
    [...once.values()].map(({ action }) => action)
  );
  void outboxWorker.judged(provider).finally(judged);
  const rows = all.map(({ action, isWellFormed }): TakenRow => {
    const { sentId: id, _rev } = action;
    if (!isWellFormed) return { id, error: 'bad_request', ...NOT_WELL_FORMED };
    return { ok: true, id, rev: isReplicated ? knownAs(action) : _rev };
  });
  return { rows };
}

/** What fits into one write; a larger one is a write of its own. */
function* inWrites(
  all: { action: NewStoredAction; bytes: number }[]
): Generator<NewStoredAction[]> {
  let some: NewStoredAction[] = [];
  let bytes = 0;
  for (const each of all) {
    if (some.length > 0 && bytes + each.bytes > WRITE_BYTES) {
      yield some;
      [some, bytes] = [[], 0];
    }
    some.push(each.action);
    bytes += each.bytes;
  }
  yield some;
}

/** Which of a client's revisions are not here yet, by its own names for them. */
export async function missingRevisions(
  store: Pick<Store, 'outbox'>,
  provider: string,
  asked: readonly [id: string, revs: string[]][]
): Promise<Record<string, { missing: string[] }>> {
  const known = new Map<string, Set<string | null>>();
  const ids = asked.map(([id]) => id);
  for await (const [id, leaves = []] of readLeaves(store.outbox(provider), ids)) {
    // Of what is too much to look at nothing is known: sent again, it is the same revision.
    known.set(id, new Set(leaves.flatMap((leaf) => [leaf._rev, leaf.sentRev])));
  }
  const missing = asked.map(([id, revs]) => {
    const unknown = revs.filter((rev) => !known.get(id)?.has(rev));
    return [id, { missing: unknown }] as const;
  });
  return Object.fromEntries(missing.filter(([, { missing: revs }]) => revs.length > 0));
}

/**
 * A name that stands there twice is read once and answered twice. Undefined where it is more than
 * one answer holds.
 */
export async function rowsOf(
  store: Pick<Store, 'outbox'>,
  provider: string,
  { keys, includeDocs }: Keys
): Promise<unknown[] | undefined> {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  const rows = new Map<string, unknown>();
  let bytes = 0;
  for await (const [key, shown] of readShown(store.outbox(provider), [...times.keys()])) {
    if (includeDocs) bytes += (shown?.text.length ?? 0) * (times.get(key) ?? 0);
    if (bytes > DOOR_LIMITS.answerBytes) return undefined;
    rows.set(key, rowOf(key, shown, includeDocs));
  }
  return keys.map((key) => rows.get(key));
}

function rowOf(key: string, action: Stored | undefined, includeDocs: boolean): unknown {
  if (!action) return { key, error: 'not_found' };
  const rev = knownAs(action);
  const row = { id: key, key, value: { rev } };
  return includeDocs ? { ...row, doc: documentOf(action, key, rev) } : row;
}

function documentOf({ text }: StoredAction, _id: string, _rev: string): unknown {
  const content = JSON.parse(text) as unknown;
  return typeof content === 'object' ? { ...content, _id, _rev } : { _id, _rev };
}

/** Replicating clients name a revision themselves and must find it again under that name. */
function knownAs(action: Stored | NewStoredAction): string {
  return action.sentRev ?? action._rev;
}
