import type { StoredAction } from './stored-action.ts';
import { lookAgain } from '../store/look-again.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import { receivedAction, type ReceivedAction } from './received-action.ts';

export interface UnjudgedBatch {
  /** In the order in which they were stored; every leaf of a forked one. */
  actions: ReceivedAction[];
  /** Where to go on once they are judged. */
  nextSeq: string;
}

const BATCH = 100;

/** What one provider's outbox holds behind `since`. The next batch is read when it is asked for. */
export async function* unjudged(
  store: Pick<Store, 'outbox'>,
  provider: string,
  since: string
): AsyncGenerator<UnjudgedBatch> {
  const outbox = store.outbox(provider);
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
        const leaf = await lookAgain(() => outbox.get<StoredAction>(doc._id, { rev }));
        if (!leaf) throw new StoreUnavailable(`${doc._id} ${rev} is not to be read yet`);
        actions.push(receivedAction(provider, leaf));
      }
    }
    if (results.length > 0) yield { actions, nextSeq: lastSeq };
    if (results.length < BATCH) return;
    since = lastSeq;
  }
}
