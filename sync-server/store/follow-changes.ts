import { repeat } from '../concurrency/repeat.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { Conflicting } from './conflicts.ts';
import type { Change } from './database-requests.ts';
import type { Database } from './database.ts';
import type { StoredDocument } from './stored-document.ts';

export interface Follow<D extends StoredDocument> {
  /** Where to go on; ignored once a checkpoint of that name is stored. */
  since?: string;
  /** Kept in the database itself as `_local/<checkpoint>`, moved after each batch. */
  checkpoint?: string;
  includeDocs?: boolean;
  /** Every change names all leaves of its document, not the winner alone. */
  allLeaves?: boolean;
  limit?: number;
  /** A batch is handed over again until this resolves: never skipped, possibly twice. */
  onBatch(changes: Change<D>[], lastSeq: string): void | Promise<void>;
  onError?(error: unknown): void;
  signal: AbortSignal;
}

const WAIT_MS = 25_000;
const BACK_OFF = { firstMs: 200, longestMs: 15_000 };

/**
 * Follows a database until the signal ends it; resolves then. An outage of the store is waited out
 * with growing pauses. The store may rewind, so the same change can come twice, never none.
 */
export async function followChanges<D extends StoredDocument>(
  database: Database<D>,
  follow: Follow<D>
): Promise<void> {
  const { signal, onError } = follow;
  let checkpoint: Checkpoint | undefined;
  let since: string | undefined;

  async function followBatch(): Promise<void> {
    if (follow.checkpoint) {
      checkpoint ??= await openCheckpoint(database, follow.checkpoint, follow.since);
    }
    since ??= checkpoint?.seq ?? follow.since ?? '0';
    // Kept as a place: an outage before the first change would otherwise make `now` a later one.
    if (since === 'now') since = (await database.changes({ since, signal })).lastSeq;
    const { results, lastSeq } = await database.changes<D>({
      since,
      limit: follow.limit ?? 100,
      includeDocs: follow.includeDocs ?? true,
      allLeaves: follow.allLeaves ?? false,
      waitMs: WAIT_MS,
      signal
    });
    if (results.length > 0) {
      await follow.onBatch(results.filter(isDecided), lastSeq);
      await checkpoint?.save(lastSeq);
    }
    since = lastSeq;
  }

  await repeat(followBatch, {
    everyMs: 0,
    ...BACK_OFF,
    signal,
    ...(onError && { onFailure: onError })
  });
}

/** Nothing follows from what nobody knows; once one of its revisions is removed it changes again. */
function isDecided({ doc }: Change): boolean {
  return !(doc as Conflicting | undefined)?._conflicts?.length;
}
