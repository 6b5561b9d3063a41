import type { StoredAction } from '../door/outbox/stored-action.ts';
import { openCheckpoint } from '../store/follow-changes.ts';
import type { Store } from '../store/store.ts';
import type { ReceivedAction } from './authority.ts';

export interface UnjudgedBatch {
  /** In the order in which they were stored; every leaf of a forked one. */
  actions: ReceivedAction[];
  /** Moves the checkpoint behind this batch. */
  judged(): Promise<void>;
}

const CHECKPOINT = 'judged';
const BATCH = 100;

/** What one provider's outbox holds behind its checkpoint. The next batch is read after `judged`. */
export async function* unjudged(store: Store, provider: string): AsyncGenerator<UnjudgedBatch> {
  const outbox = store.outbox(provider);
  const checkpoint = await openCheckpoint(outbox, CHECKPOINT);
  let since = checkpoint.seq;
  for (;;) {
    const { results, lastSeq } = await outbox.changes<StoredAction>({
      since,
      limit: BATCH,
      includeDocs: true,
      allLeaves: true
    });
    const actions: ReceivedAction[] = [];
    for (const { doc, changes } of results) {
      if (doc?.type !== 'action') continue;
      actions.push(receivedAction(provider, doc));
      for (const { rev } of changes) {
        if (rev === doc._rev) continue;
        const leaf = await outbox.get<StoredAction>(doc._id, { rev });
        if (leaf) actions.push(receivedAction(provider, leaf));
      }
    }
    if (results.length > 0) yield { actions, judged: () => checkpoint.save(lastSeq) };
    if (results.length < BATCH) return;
    since = lastSeq;
  }
}

function receivedAction(provider: string, stored: StoredAction & { _rev: string }): ReceivedAction {
  return {
    provider,
    id: stored._id,
    rev: stored._rev,
    device: stored.device,
    receivedAt: stored.receivedAt,
    envelope: JSON.parse(stored.text) as unknown
  };
}
