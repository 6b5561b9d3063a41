/** What `GET /db` tells of a database. */
import { sequenceText } from '../../changes/sequence.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';

/** One process is one copy: whoever asks before relying on revisions is told so. */
const ONE_COPY = { q: 1, n: 1, w: 1, r: 1 };

export function databaseInfo(row: DatabaseRow): Record<string, unknown> {
  return {
    db_name: row.name,
    instance_start_time: startTime(row),
    purge_seq: sequenceText(row, row.purgeSeq),
    update_seq: sequenceText(row, row.seq),
    sizes: { file: row.bytes, external: row.bytes, active: row.bytes - row.supersededBytes },
    doc_count: row.docCount,
    doc_del_count: row.deletedCount,
    props: {},
    cluster: ONE_COPY,
    compact_running: false
  };
}

/** By it a replicator sees that a database was deleted and made again. */
export const startTime = (row: DatabaseRow) => String(Math.floor(row.createdAt / 1000));
