import type { Database } from './database.ts';
import type { StoredDocument } from './stored-document.ts';

/** Where a follower of a database is, kept in the database as `_local/<name>`. */
export interface Checkpoint {
  seq: string;
  save(seq: string): Promise<void>;
}

interface CheckpointDocument extends StoredDocument {
  seq: string;
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
