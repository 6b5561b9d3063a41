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
  purgedInfosLimit: number;
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
  return sql.one<DatabaseRow>('SELECT * FROM databases WHERE pk = ?', pk);
}

/** Answers false if the name is taken. */
export function insertDatabase(sql: Sql, name: string, revsLimit: number, now: number): boolean {
  const text = `INSERT INTO databases (name, uuid, revsLimit, createdAt) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING`;
  return sql.run(text, name, randomBytes(16).toString('hex'), revsLimit, now).changes === 1;
}

export function deleteDatabase(sql: Sql, pk: number): void {
  sql.run('DELETE FROM index_rows WHERE idx IN (SELECT pk FROM indexes WHERE db = ?)', pk);
  sql.run('DELETE FROM indexes WHERE db = ?', pk);
  sql.run('DELETE FROM revisions WHERE doc IN (SELECT pk FROM documents WHERE db = ?)', pk);
  sql.run('DELETE FROM documents WHERE db = ?', pk);
  sql.run('DELETE FROM local_documents WHERE db = ?', pk);
  sql.run('DELETE FROM blobs WHERE db = ?', pk);
  sql.run('DELETE FROM databases WHERE pk = ?', pk);
}

export interface Counted {
  live: number;
  deleted: number;
  bytes: number;
  superseded: number;
}

/** Takes the next sequence number and moves the counters by the differences given. */
export function advance(sql: Sql, database: DatabaseRow, counted: Counted): number {
  database.seq += 1;
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
  return database.seq;
}
