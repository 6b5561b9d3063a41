import type { OutboxWorker } from '../../order-work/outbox-worker.ts';
import type { Database } from '../../store/database.ts';
import { AnswerTooLarge } from '../../store/plain-http.ts';
import type { Store } from '../../store/store.ts';
import {
  storedAction,
  storedId,
  type NewStoredAction,
  type StoredAction
} from '../../outbox/stored-action.ts';
import { NOT_WELL_FORMED } from '../../plugins/error-reply.ts';
import { hasLoneSurrogate } from '../../store/well-formed-text.ts';
import type { Clock } from '../../clock.ts';
import { asThen, readReceipts } from '../../outbox/read-receipts.ts';
import type { ServerKeys } from '../../people/server-keys.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import type { OutboxQuota } from './outbox-quota.ts';

type Stored = StoredAction & { _rev: string };

/** Read at once, however large each is. */
const CHUNK = 20;
const CHUNK_BYTES = 32 * 1024 * 1024;

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

type Taken = { rows: TakenRow[] } | 'tooLarge' | { retryAfterS: number };

/**
 * Stores first, judges afterwards: whatever the documents are, each is stored and answered with
 * `{ok, id, rev}` in the order of the request; or nothing of the request is. Only what is no
 * Unicode is refused alone: a CouchDB would refuse everything that came with it.
 */
export async function takeDocuments(
  { store, outboxWorker, outboxQuota, clock, keys }: TakeDocuments,
  { id: provider, device }: { id: string; device: string },
  { docs, isReplicated, receipts }: { docs: unknown[]; isReplicated: boolean; receipts?: unknown }
): Promise<Taken> {
  const from = { device, receivedAt: clock.now() };
  const earlierOn = readReceipts(keys, receipts);
  const actions = docs.map((sent) => asThen(storedAction(sent, from), earlierOn(sent)));
  const readable = actions.filter(({ text }) => !hasLoneSurrogate(text));
  const sizes = readable.map(({ text }) => Buffer.byteLength(text));
  if (sizes.some((bytes) => bytes > DOOR_LIMITS.documentBytes)) return 'tooLarge';
  const load = { actions: readable.length, bytes: sizes.reduce((sum, each) => sum + each, 0) };
  const retryAfterS = await outboxQuota.take(provider, load);
  if (retryAfterS !== null) return { retryAfterS };
  const judged = () => outboxQuota.judged(provider, load);
  const once = new Map(readable.map((action) => [`${action._id} ${action._rev}`, action]));
  try {
    await store.outbox(provider).putRevisions([...once.values()]);
  } catch (error) {
    judged();
    throw error;
  }
  outboxWorker.wake(provider, [...once.values()]);
  void outboxWorker.judged(provider).finally(judged);
  const rows = actions.map((action): TakenRow => {
    const { sentId: id, text, _rev } = action;
    if (hasLoneSurrogate(text)) return { id, error: 'bad_request', ...NOT_WELL_FORMED };
    return { ok: true, id, rev: isReplicated ? knownAs(action) : _rev };
  });
  return { rows };
}

/** Which of a client's revisions are not here yet, by its own names for them. */
export async function missingRevisions(
  store: Pick<Store, 'outbox'>,
  provider: string,
  asked: Record<string, unknown>
): Promise<Record<string, { missing: string[] }>> {
  const missing: [string, { missing: string[] }][] = [];
  for (const ids of inChunks(Object.keys(asked))) {
    const known = await knownRevisions(store.outbox(provider), ids);
    for (const [index, id] of ids.entries()) {
      const revs = (Array.isArray(asked[id]) ? asked[id] : []).map(String);
      const unknown = revs.filter((rev) => !known[index]?.has(rev));
      if (unknown.length > 0) missing.push([id, { missing: unknown }]);
    }
  }
  return Object.fromEntries(missing);
}

/** Of what is too much to look at nothing is known: sent again, it is the same revision. */
async function knownRevisions(outbox: Database, ids: string[]): Promise<Set<string | null>[]> {
  const docs = ids.map((id) => ({ id: storedId(id) }));
  try {
    const { results } = await outbox.demand<{ results: { docs: { ok?: Stored }[] }[] }>({
      ...{ method: 'POST', path: '_bulk_get', body: { docs }, mostBytes: CHUNK_BYTES }
    });
    return results.map(({ docs: leaves }) => {
      const read = leaves.flatMap((row) => row.ok ?? []);
      return new Set(read.flatMap((leaf) => [leaf._rev, leaf.sentRev]));
    });
  } catch (error) {
    if (!(error instanceof AnswerTooLarge)) throw error;
    if (ids.length === 1) return [];
    const each = [];
    for (const id of ids) each.push((await knownRevisions(outbox, [id]))[0] ?? new Set<string>());
    return each;
  }
}

/** Undefined where it is more than one answer holds. */
export async function rowsOf(
  store: Pick<Store, 'outbox'>,
  provider: string,
  keys: string[],
  includeDocs: boolean
): Promise<unknown[] | undefined> {
  const rows: unknown[] = [];
  let bytes = 0;
  for (const some of inChunks(keys)) {
    const stored = await store.outbox(provider).getMany<StoredAction>(some.map(storedId));
    for (const [index, key] of some.entries()) {
      const action = stored[index];
      if (includeDocs) bytes += action?.text.length ?? 0;
      rows.push(rowOf(key, action, includeDocs));
    }
    if (bytes > CHUNK_BYTES) return undefined;
  }
  return rows;
}

function rowOf(key: string, action: Stored | undefined, includeDocs: boolean): unknown {
  if (!action) return { key, error: 'not_found' };
  const rev = knownAs(action);
  const row = { id: key, key, value: { rev } };
  return includeDocs ? { ...row, doc: documentOf(action, key, rev) } : row;
}

function inChunks<T>(all: T[]): T[][] {
  const count = Math.ceil(all.length / CHUNK);
  return Array.from({ length: count }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK));
}

function documentOf({ text }: StoredAction, _id: string, _rev: string): unknown {
  const content = JSON.parse(text) as unknown;
  return typeof content === 'object' ? { ...content, _id, _rev } : { _id, _rev };
}

/** Replicating clients name a revision themselves and must find it again under that name. */
function knownAs(action: Stored | NewStoredAction): string {
  return action.sentRev ?? action._rev;
}
