/** The row of a document and the rows of its stored revisions. */
import type { Sql } from './sqlite.ts';

export interface DocumentRow {
  pk: number;
  db: number;
  id: string;
  seq: number;
  deleted: number;
  leaves: number;
  winner: string;
  tree: string;
}

export interface StoredRevision {
  body: string;
  attachments: string | null;
}

export function findDocument(sql: Sql, db: number, id: string): DocumentRow | undefined {
  return sql.one<DocumentRow>('SELECT * FROM documents WHERE db = ? AND id = ?', db, id);
}

export function findRevision(sql: Sql, doc: number, rev: string): StoredRevision | undefined {
  const text = 'SELECT body, attachments FROM revisions WHERE doc = ? AND rev = ?';
  return sql.one<StoredRevision>(text, doc, rev);
}

export function availableRevisions(sql: Sql, doc: number): Set<string> {
  const rows = sql.all<{ rev: string }>('SELECT rev FROM revisions WHERE doc = ?', doc);
  return new Set(rows.map((row) => row.rev));
}

export function insertRevision(
  sql: Sql,
  doc: number,
  rev: string,
  body: string,
  attachments: string | null
): void {
  sql.run(
    'INSERT OR REPLACE INTO revisions (doc, rev, attachments, body) VALUES (?, ?, ?, ?)',
    doc,
    rev,
    attachments,
    body
  );
}

export function deleteRevisions(sql: Sql, doc: number, revs: Iterable<string>): void {
  for (const rev of revs) sql.run('DELETE FROM revisions WHERE doc = ? AND rev = ?', doc, rev);
}

export function insertDocument(sql: Sql, row: Omit<DocumentRow, 'pk'>): number {
  const text = `INSERT INTO documents (db, id, seq, deleted, leaves, winner, tree)
    VALUES (?, ?, ?, ?, ?, ?, ?)`;
  const { db, id, seq, deleted, leaves, winner, tree } = row;
  return sql.run(text, db, id, seq, deleted, leaves, winner, tree).rowId;
}

export function updateDocument(sql: Sql, row: DocumentRow): void {
  sql.run(
    'UPDATE documents SET seq = ?, deleted = ?, leaves = ?, winner = ?, tree = ? WHERE pk = ?',
    row.seq,
    row.deleted,
    row.leaves,
    row.winner,
    row.tree,
    row.pk
  );
}
