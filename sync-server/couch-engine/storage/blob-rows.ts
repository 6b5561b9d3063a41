/** The bytes of attachments: kept once a database, swept when no revision names them. */
import type { Sql } from './sqlite.ts';

/** What a revision stores of an attachment; `blob` is the key of the bytes. */
export interface StoredAttachment {
  name: string;
  contentType: string;
  revpos: number;
  digest: string;
  length: number;
  blob: number;
}

export interface NewBytes {
  contentType: string;
  data: Buffer;
  digest: string;
  sha256: string;
}

/** Larger ones are kept in chunks of this size: a reader then holds one chunk, not the whole. */
const chunkBytes = 1024 * 1024;

export function keepBytes(sql: Sql, db: number, bytes: NewBytes): number {
  const known = sql.one<{ pk: number }>(
    'SELECT pk FROM blobs WHERE db = ? AND sha256 = ?',
    db,
    bytes.sha256
  );
  if (known) return known.pk;
  const { data, sha256 } = bytes;
  const isChunked = data.length > chunkBytes;
  const text = 'INSERT INTO blobs (db, sha256, data) VALUES (?, ?, ?)';
  const blob = sql.run(text, db, sha256, isChunked ? Buffer.alloc(0) : data).rowId;
  for (let n = 0; isChunked && n * chunkBytes < data.length; n++) {
    const chunk = data.subarray(n * chunkBytes, (n + 1) * chunkBytes);
    sql.run('INSERT INTO blob_chunks (blob, n, data) VALUES (?, ?, ?)', blob, n, chunk);
  }
  return blob;
}

/** Bytes that are read when they are sent. */
export interface StoredBytes {
  length: number;
  /** The bytes from `from` up to before `to`. */
  pieces(from?: number, to?: number): Generator<Buffer>;
}

export function storedBytes(sql: Sql, { blob, length }: StoredAttachment): StoredBytes {
  function* pieces(from = 0, to = length): Generator<Buffer> {
    const whole = readRow(sql, 'SELECT data FROM blobs WHERE pk = ?', blob);
    if (whole.length === length) {
      yield whole.subarray(from, to);
      return;
    }
    for (let n = Math.floor(from / chunkBytes); n * chunkBytes < to; n++) {
      const text = 'SELECT data FROM blob_chunks WHERE blob = ? AND n = ?';
      const start = n * chunkBytes;
      yield readRow(sql, text, blob, n).subarray(Math.max(0, from - start), to - start);
    }
  }
  return { length, pieces };
}

function readRow(sql: Sql, text: string, ...values: number[]): Buffer {
  const row = sql.one<{ data: Uint8Array }>(text, ...values);
  if (!row) throw new Error(`The bytes of attachment ${values[0]} are gone.`);
  return Buffer.from(row.data.buffer, row.data.byteOffset, row.data.byteLength);
}

export function deleteBlob(sql: Sql, blob: number): void {
  sql.run('DELETE FROM blob_chunks WHERE blob = ?', blob);
  sql.run('DELETE FROM blobs WHERE pk = ?', blob);
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
    if (!used.has(pk)) deleteBlob(sql, pk);
  }
}
