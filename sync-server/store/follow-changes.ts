import { setTimeout as wait } from 'node:timers/promises';
import type { Change } from './database-requests.ts';
import type { Database, StoredDocument } from './database.ts';

export interface Follow<D extends StoredDocument> {
  /** Where to go on; ignored once a checkpoint of that name is stored. */
  since?: string;
  /** Kept in the database itself as `_local/<checkpoint>`, moved after each batch. */
  checkpoint?: string;
  includeDocs?: boolean;
  limit?: number;
  /** A batch is handed over again until this resolves: never skipped, possibly twice. */
  onBatch(changes: Change<D>[], lastSeq: string): void | Promise<void>;
  onError?(error: unknown): void;
  signal: AbortSignal;
}

interface CheckpointDocument extends StoredDocument {
  seq: string;
}

const WAIT_MS = 25_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows a database until the signal ends it; resolves then. An outage of the store is waited out
 * with growing pauses. The store may rewind, so the same change can come twice, never none.
 */
export async function followChanges<D extends StoredDocument>(
  database: Database<D>,
  follow: Follow<D>
): Promise<void> {
  const { signal } = follow;
  let checkpoint: Checkpoint | undefined;
  let since: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
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
        waitMs: WAIT_MS,
        signal
      });
      if (results.length > 0) {
        await follow.onBatch(results, lastSeq);
        await checkpoint?.save(lastSeq);
      }
      since = lastSeq;
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      follow.onError?.(error);
      failures += 1;
      const pause = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Where a follower of a database is, kept in the database as `_local/<name>`. */
export interface Checkpoint {
  seq: string;
  save(seq: string): Promise<void>;
}

export async function openCheckpoint(
  database: Pick<Database, 'get' | 'put'>,
  name: string,
  otherwise = '0'
): Promise<Checkpoint> {
  const id = `_local/${name}`;
  let stored = await database.get<CheckpointDocument>(id);
  return {
    seq: stored?.seq ?? otherwise,
    async save(seq) {
      if (stored?.seq === seq) return;
      const put = await database.put<CheckpointDocument>({ _id: id, _rev: stored?._rev, seq });
      // Another instance moved it: whichever stays, work is at worst repeated, never left out.
      stored = put.ok ? { _id: id, _rev: put.rev, seq } : await database.get(id);
    }
  };
}
