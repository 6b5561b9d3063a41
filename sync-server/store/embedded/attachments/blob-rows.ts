/** The bytes of attachments: kept once a database, swept when no revision names them. */
import type { Sql } from '../storage/sqlite.ts';
import type { NewBytes, StoredAttachment } from './attachment.ts';

export function keepBytes(sql: Sql, db: number, bytes: NewBytes): number {
  const known = sql.one<{ pk: number }>(
    'SELECT pk FROM blobs WHERE db = ? AND sha256 = ?',
    db,
    bytes.sha256
  );
  if (known) return known.pk;
  const text = 'INSERT INTO blobs (db, sha256, data) VALUES (?, ?, ?)';
  return sql.run(text, db, bytes.sha256, bytes.data).rowId;
}

export function readBytes(sql: Sql, blob: number): Buffer {
  const row = sql.one<{ data: Uint8Array }>('SELECT data FROM blobs WHERE pk = ?', blob);
  if (!row) throw new Error(`The bytes of attachment ${blob} are gone.`);
  return Buffer.from(row.data.buffer, row.data.byteOffset, row.data.byteLength);
}

export function parseStored(text: string | null): StoredAttachment[] {
  return text === null ? [] : (JSON.parse(text) as StoredAttachment[]);
}

/** Deletes the bytes that no revision of the database names any more. */
export function sweepBytes(sql: Sql, db: number): void {
  const used = new Set<number>();
  const rows = sql.all<{ attachments: string }>(
    `SELECT attachments FROM revisions JOIN documents ON documents.pk = revisions.doc
      WHERE documents.db = ? AND attachments IS NOT NULL`,
    db
  );
  for (const row of rows) for (const one of parseStored(row.attachments)) used.add(one.blob);
  for (const { pk } of sql.all<{ pk: number }>('SELECT pk FROM blobs WHERE db = ?', db)) {
    if (!used.has(pk)) sql.run('DELETE FROM blobs WHERE pk = ?', pk);
  }
}
