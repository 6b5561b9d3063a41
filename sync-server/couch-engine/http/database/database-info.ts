/** What `GET /db` tells of a database. */
import { sequenceText } from '../../changes/sequence.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';

export function databaseInfo(row: DatabaseRow): Record<string, unknown> {
  return {
    instance_start_time: String(Math.floor(row.createdAt / 1000)),
    db_name: row.name,
    purge_seq: `${row.purgeSeq}-${row.uuid.slice(0, 20)}`,
    update_seq: sequenceText(row, row.seq),
    sizes: { file: row.bytes, external: row.bytes, active: row.bytes - row.supersededBytes },
    props: {},
    doc_del_count: row.deletedCount,
    doc_count: row.docCount,
    disk_format_version: 8,
    compact_running: false,
    cluster: { q: 1, n: 1, w: 1, r: 1 }
  };
}
