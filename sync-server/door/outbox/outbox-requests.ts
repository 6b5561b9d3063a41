import type { OutboxWorker } from '../../order-work/outbox-worker.ts';
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

type Stored = StoredAction & { _rev: string };

interface TakeDocuments {
  store: Pick<Store, 'outbox'>;
  outboxWorker: Pick<OutboxWorker, 'wake'>;
  clock: Clock;
}

export type TakenRow =
  | { ok: true; id: string; rev: string }
  | { id: string; error: 'bad_request'; reason: string; ok?: undefined };

/**
 * Stores first, judges afterwards: whatever the documents are, each is stored and answered with
 * `{ok, id, rev}` in the order of the request. `raw` is the request's own text. What is no Unicode
 * is refused alone: a CouchDB would refuse everything that came with it.
 */
export async function takeDocuments(
  { store, outboxWorker, clock }: TakeDocuments,
  { id: provider, device }: { id: string; device: string },
  { docs, isReplicated, raw }: { docs: unknown[]; isReplicated: boolean; raw: string }
): Promise<TakenRow[]> {
  const from = { device, receivedAt: clock.now() };
  const actions = docs.map((sent, index) => storedAction(sent, from, { raw, index }));
  const readable = actions.filter(({ text }) => !hasLoneSurrogate(text));
  const once = new Map(readable.map((action) => [`${action._id} ${action._rev}`, action]));
  await store.outbox(provider).putRevisions([...once.values()]);
  outboxWorker.wake(provider, [...once.values()]);
  return actions.map((action) => {
    const { sentId: id, text, _rev } = action;
    if (hasLoneSurrogate(text)) return { id, error: 'bad_request', ...NOT_WELL_FORMED };
    return { ok: true, id, rev: isReplicated ? knownAs(action) : _rev };
  });
}

/** Which of a client's revisions are not here yet, by its own names for them. */
export async function missingRevisions(
  store: Store,
  provider: string,
  asked: Record<string, unknown>
): Promise<Record<string, { missing: string[] }>> {
  const ids = Object.keys(asked);
  const { results } = await store.outbox(provider).demand<{
    results: { docs: { ok?: Stored }[] }[];
  }>({ method: 'POST', path: '_bulk_get', body: { docs: ids.map((id) => ({ id: storedId(id) })) } });
  const missing: [string, { missing: string[] }][] = [];
  for (const [index, id] of ids.entries()) {
    const leaves = (results[index]?.docs ?? []).flatMap((row) => row.ok ?? []);
    const known = new Set(leaves.flatMap((leaf) => [leaf._rev, leaf.sentRev]));
    const revs = (Array.isArray(asked[id]) ? asked[id] : []).map(String);
    const unknown = revs.filter((rev) => !known.has(rev));
    if (unknown.length > 0) missing.push([id, { missing: unknown }]);
  }
  return Object.fromEntries(missing);
}

export async function rowsOf(
  store: Store,
  provider: string,
  keys: string[],
  includeDocs: boolean
): Promise<unknown[]> {
  const stored = await store.outbox(provider).getMany<StoredAction>(keys.map(storedId));
  return keys.map((key, index) => {
    const action = stored[index];
    if (!action) return { key, error: 'not_found' };
    const rev = knownAs(action);
    const row = { id: key, key, value: { rev } };
    return includeDocs ? { ...row, doc: documentOf(action, key, rev) } : row;
  });
}

function documentOf({ text }: StoredAction, _id: string, _rev: string): unknown {
  const content = JSON.parse(text) as unknown;
  return typeof content === 'object' ? { ...content, _id, _rev } : { _id, _rev };
}

/** Replicating clients name a revision themselves and must find it again under that name. */
function knownAs(action: Stored | NewStoredAction): string {
  return action.sentRev ?? action._rev;
}
