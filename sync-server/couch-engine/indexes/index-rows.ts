/**
 * The rows of Mango indexes, kept up inside the transaction that writes the document.
 *
 * 1. A document is in an index if it is live, no design document, has every field and passes the
 *    filter.
 * 2. A ready index is always exact: its rows change with the document, or neither does.
 * 3. A new index is filled in steps by sequence number; a document written meanwhile takes a higher
 *    number and is met later, so nothing is missed and nothing blocks for long. A crash resumes.
 */
import { encodeValue } from '../collation/encode-value.ts';
import { isDesignId } from '../ids/document-id.ts';
import { matches } from '../selector/condition.ts';
import { memberAt } from '../selector/field-path.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import { findRevision } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { compileDefinition, definitionsOf, type CompiledDefinition } from './index-definition.ts';

export interface IndexRow {
  pk: number;
  db: number;
  designId: string;
  name: string;
  definition: string;
  builtSeq: number;
  ready: number;
}

const separator = Buffer.from([0]);

/** What the index has to know of a written document. */
export interface WinningDocument {
  pk: number;
  id: string;
  deleted: number;
  winner: string;
}

export function indexesOf(sql: Sql, db: number): IndexRow[] {
  return sql.all<IndexRow>('SELECT * FROM indexes WHERE db = ? ORDER BY designId, name', db);
}

export function findIndex(
  sql: Sql,
  db: number,
  designId: string,
  name: string
): IndexRow | undefined {
  const text = 'SELECT * FROM indexes WHERE db = ? AND designId = ? AND name = ?';
  return sql.one<IndexRow>(text, db, designId, name);
}

export function indexDocument(sql: Sql, database: DatabaseRow, document: WinningDocument): void {
  if (isDesignId(document.id)) {
    adoptDefinitions(sql, database, document);
    return;
  }
  if (database.indexCount === 0) return;
  const body = document.deleted ? undefined : winningBody(sql, document);
  for (const index of indexesOf(sql, database.pk)) {
    if (index.ready) putRow(sql, index, document, body);
  }
}

/** Fills up to `limit` documents; answers whether the index is ready now. */
export function buildStep(sql: Sql, index: IndexRow, limit: number): boolean {
  const rows = sql.all<WinningDocument & { seq: number; body: string }>(
    `SELECT d.pk, d.id, d.deleted, d.winner, d.seq, r.body FROM documents d
      JOIN revisions r ON r.doc = d.pk AND r.rev = d.winner
      WHERE d.db = ? AND d.seq > ? ORDER BY d.seq LIMIT ?`,
    index.db,
    index.builtSeq,
    limit
  );
  for (const row of rows) {
    if (isDesignId(row.id)) continue;
    putRow(sql, index, row, row.deleted ? undefined : documentObject(row, row.body));
  }
  const ready = rows.length < limit;
  const builtSeq = rows.at(-1)?.seq ?? index.builtSeq;
  sql.run(
    'UPDATE indexes SET builtSeq = ?, ready = ? WHERE pk = ?',
    builtSeq,
    Number(ready),
    index.pk
  );
  return ready;
}

export function documentObject(document: { id: string; winner: string }, body: string) {
  const object = JSON.parse(body) as Record<string, unknown>;
  object._id = document.id;
  object._rev = document.winner;
  return object;
}

/**
 * The encoded fields of a document, followed by its id; nothing if it does not belong in the index.
 */
export function indexKey(
  definition: CompiledDefinition,
  id: string,
  body: Record<string, unknown>
): Buffer | undefined {
  const parts: Buffer[] = [];
  for (const path of definition.paths) {
    const value = memberAt(body, path);
    if (value === undefined) return undefined;
    parts.push(encodeValue(value));
  }
  if (definition.filter && !matches(definition.filter, body)) return undefined;
  parts.push(separator, Buffer.from(id));
  return Buffer.concat(parts);
}

function putRow(
  sql: Sql,
  index: IndexRow,
  document: WinningDocument,
  body: Record<string, unknown> | undefined
): void {
  const key = body && indexKey(compileDefinition(index.definition), document.id, body);
  const known = sql.one<{ key: Uint8Array }>(
    'SELECT key FROM index_rows WHERE doc = ? AND idx = ?',
    document.pk,
    index.pk
  );
  if (known && key?.equals(known.key)) return;
  if (known) sql.run('DELETE FROM index_rows WHERE idx = ? AND key = ?', index.pk, known.key);
  if (key) {
    sql.run('INSERT INTO index_rows (idx, key, doc) VALUES (?, ?, ?)', index.pk, key, document.pk);
  }
}

function winningBody(sql: Sql, document: WinningDocument): Record<string, unknown> | undefined {
  const revision = findRevision(sql, document.pk, document.winner);
  return revision && documentObject(document, revision.body);
}

/** Makes the index table say what the design document says now. */
function adoptDefinitions(sql: Sql, database: DatabaseRow, design: WinningDocument): void {
  const body = design.deleted ? undefined : winningBody(sql, design);
  const wanted = body ? definitionsOf(body) : new Map<string, never>();
  const texts = new Map([...wanted].map(([name, one]) => [name, JSON.stringify(one)]));
  for (const index of indexesOf(sql, database.pk)) {
    if (index.designId !== design.id) continue;
    if (texts.get(index.name) === index.definition) texts.delete(index.name);
    else dropIndex(sql, index.pk);
  }
  for (const [name, text] of texts) {
    sql.run(
      'INSERT INTO indexes (db, designId, name, definition) VALUES (?, ?, ?, ?)',
      database.pk,
      design.id,
      name,
      text
    );
  }
  const count = sql.one<{ n: number }>('SELECT count(*) n FROM indexes WHERE db = ?', database.pk);
  database.indexCount = count!.n;
  sql.run('UPDATE databases SET indexCount = ? WHERE pk = ?', database.indexCount, database.pk);
}

function dropIndex(sql: Sql, pk: number): void {
  sql.run('DELETE FROM index_rows WHERE idx = ?', pk);
  sql.run('DELETE FROM indexes WHERE pk = ?', pk);
}
