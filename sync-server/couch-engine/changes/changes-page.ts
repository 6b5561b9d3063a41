/** One page of the changes of a database, in the order of their sequence numbers. */
import type { Sql } from '../storage/sqlite.ts';

export interface ChangeRow {
  pk: number;
  id: string;
  seq: number;
  deleted: number;
  leaves: number;
  winner: string;
  tree: string | null;
  body: string | null;
  attachments: string | null;
}

const columns = `d.pk, d.id, d.seq, d.deleted, d.leaves, d.winner,
  CASE WHEN d.leaves > 1 THEN d.tree END tree`;

function pageText(isFull: boolean, descending: boolean): string {
  const body = isFull ? 'r.body, r.attachments' : 'NULL body, NULL attachments';
  const join = isFull ? 'JOIN revisions r ON r.doc = d.pk AND r.rev = d.winner' : '';
  return `SELECT ${columns}, ${body} FROM documents d ${join}
    WHERE d.db = ? AND d.seq > ? AND d.seq < ?
    ORDER BY d.seq ${descending ? 'DESC' : 'ASC'} LIMIT ?`;
}

/** Changes strictly between two sequence numbers. `isFull` reads the winning bodies too. */
export function changesPage(
  sql: Sql,
  db: number,
  after: number,
  before: number,
  limit: number,
  isFull: boolean,
  descending: boolean
): ChangeRow[] {
  return sql.all<ChangeRow>(pageText(isFull, descending), db, after, before, limit);
}

const pendingAt = new Map<string, number>();

/**
 * How many changes follow a sequence number. A client that pages through a long feed asks from
 * where its last page ended, so the count of that page is remembered and only counted again after a
 * write.
 */
export function countPending(sql: Sql, db: number, after: number, end: number): number {
  const key = `${db} ${after} ${end}`;
  const known = pendingAt.get(key);
  if (known !== undefined) return known;
  const text = 'SELECT count(*) n FROM documents WHERE db = ? AND seq > ? AND seq <= ?';
  const { n } = sql.one<{ n: number }>(text, db, after, end)!;
  if (pendingAt.size > 1000) pendingAt.clear();
  pendingAt.set(key, n);
  return n;
}
