import type { AskedDatabase, Change } from './database-requests.ts';
import { lookAgain } from './look-again.ts';
import type { StoredDocument } from './stored-document.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/**
 * A feed that announces a revision must hand over its document: a follower that was given none, or
 * an older one, would pass the change over for good.
 * @throws StoreUnavailable where it is not to be seen: the same batch comes again later
 */
export async function readAnnounced<D extends StoredDocument>(
  database: AskedDatabase,
  changes: Change<D>[]
): Promise<void> {
  for (const change of changes) {
    const [newest] = change.changes;
    if (change.deleted || !newest || !isBehind(change.doc, newest.rev)) continue;
    const { id } = change;
    const seen = await lookAgain(() => database.get<D>(id, { rev: newest.rev }));
    if (!seen) {
      throw new StoreUnavailable(`${database.name}/${id} is announced and not to be read yet`);
    }
    change.doc = seen;
  }
}

function isBehind(doc: { _rev?: string } | null | undefined, announced: string): boolean {
  return Number.parseInt(doc?._rev ?? '0') < Number.parseInt(announced);
}
