/** The row that each database has: its name, counters and settings. */
import { randomBytes } from 'node:crypto';
import type { Sql } from './sqlite.ts';

export interface DatabaseRow {
  pk: number;
  name: string;
  uuid: string;
  seq: number;
  docCount: number;
  deletedCount: number;
  purgeSeq: number;
  revsLimit: number;
  bytes: number;
  supersededBytes: number;
  indexCount: number;
  createdAt: number;
  security: string;
}

export function findDatabase(sql: Sql, name: string): DatabaseRow | undefined {
  return sql.one<DatabaseRow>('SELECT * FROM databases WHERE name = ?', name);
}

export function databaseByKey(sql: Sql, pk: number): DatabaseRow | undefined {
  return sql.one<DatabaseRow>('SELECT * FROM databases WHERE pk = ? AND name > ?', pk, ' ');
}

const adminsOnly = JSON.stringify({
  members: { roles: ['_admin'] },
  admins: { roles: ['_admin'] }
});

/** Answers false if the name is taken. */
export function insertDatabase(sql: Sql, name: string, revsLimit: number, now: number): boolean {
  const text = `INSERT INTO databases (name, uuid, revsLimit, createdAt, security)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
  const uuid = randomBytes(16).toString('hex');
  return sql.run(text, name, uuid, revsLimit, now, adminsOnly).changes === 1;
}

/** No client can name a database so: the remains of one that was too large to delete at once. */
const remainsPrefix = '\0';
const documentsPerStep = 2000;

export function databaseNames(sql: Sql): string[] {
  const text = 'SELECT name FROM databases WHERE name > ? ORDER BY name';
  return sql.all<{ name: string }>(text, ' ').map((row) => row.name);
}

/** Answers whether everything is gone; else the name is free and `deleteRemains` has to follow. */
export function deleteDatabase(sql: Sql, database: DatabaseRow): boolean {
  const name = `${remainsPrefix}${database.pk}`;
  sql.run('UPDATE databases SET name = ? WHERE pk = ?', name, database.pk);
  return deleteRemains(sql, database.pk);
}

/** One step; true when nothing is left. */
export function deleteRemains(sql: Sql, pk: number): boolean {
  const some = 'SELECT pk FROM documents WHERE db = ? ORDER BY seq LIMIT ?';
  const documents = sql.all<{ pk: number }>(some, pk, documentsPerStep);
  for (const { pk: doc } of documents) {
    sql.run('DELETE FROM index_rows WHERE doc = ?', doc);
    sql.run('DELETE FROM revisions WHERE doc = ?', doc);
    sql.run('DELETE FROM documents WHERE pk = ?', doc);
  }
  if (documents.length === documentsPerStep) return false;
  sql.run('DELETE FROM indexes WHERE db = ?', pk);
  sql.run('DELETE FROM local_documents WHERE db = ?', pk);
  sql.run('DELETE FROM blob_chunks WHERE blob IN (SELECT pk FROM blobs WHERE db = ?)', pk);
  sql.run('DELETE FROM blobs WHERE db = ?', pk);
  sql.run('DELETE FROM databases WHERE pk = ?', pk);
  return true;
}

export function remainingDatabases(sql: Sql): number[] {
  const rows = sql.all<{ pk: number }>('SELECT pk FROM databases WHERE name < ?', ' ');
  return rows.map((row) => row.pk);
}

export interface Counted {
  live: number;
  deleted: number;
  bytes: number;
  superseded: number;
  /** A sequence number taken before, to be taken again. */
  seq?: number | undefined;
}

/** Takes the next sequence number and moves the counters by the differences given. */
export function advance(sql: Sql, database: DatabaseRow, counted: Counted): number {
  if (counted.seq === undefined) database.seq += 1;
  database.docCount += counted.live;
  database.deletedCount += counted.deleted;
  database.bytes += counted.bytes;
  database.supersededBytes += counted.superseded;
  sql.run(
    `UPDATE databases SET seq = ?, docCount = ?, deletedCount = ?, bytes = ?, supersededBytes = ?
      WHERE pk = ?`,
    database.seq,
    database.docCount,
    database.deletedCount,
    database.bytes,
    database.supersededBytes,
    database.pk
  );
  return counted.seq ?? database.seq;
}
