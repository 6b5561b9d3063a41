/**
 * `_local` documents: never replicated, no history, no attachments.
 * Their revision counts `0-1`, `0-2`, …; a write must name the last one, as for any document.
 */
import { badRequest, conflict, missing } from '../errors/couch-error.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import type { IncomingDocument } from './incoming-document.ts';
import type { Written } from './write-document.ts';

export interface LocalRow {
  id: string;
  rev: number;
  body: string;
}

export function findLocal(sql: Sql, db: number, id: string): LocalRow | undefined {
  const text = 'SELECT id, rev, body FROM local_documents WHERE db = ? AND id = ?';
  return sql.one<LocalRow>(text, db, id);
}

export function localText(row: LocalRow): string {
  const body = row.body.slice(1, -1);
  const head = `{"_id":${JSON.stringify(row.id)},"_rev":"0-${row.rev}"`;
  return body === '' ? `${head}}` : `${head},${body}}`;
}

export function writeLocal(sql: Sql, database: DatabaseRow, incoming: IncomingDocument): Written {
  if (incoming.attachments.length > 0) {
    throw badRequest('_local documents do not accept attachments.');
  }
  const known = findLocal(sql, database.pk, incoming.id);
  const named = incoming.revision;
  if (incoming.deleted && !known) throw missing();
  if (known ? named?.id !== String(known.rev) : named !== undefined && named.id !== '0') {
    throw conflict();
  }
  if (incoming.deleted) {
    sql.run('DELETE FROM local_documents WHERE db = ? AND id = ?', database.pk, incoming.id);
    return { id: incoming.id, rev: '0-0' };
  }
  const rev = (known?.rev ?? 0) + 1;
  sql.run(
    'INSERT OR REPLACE INTO local_documents (db, id, rev, body) VALUES (?, ?, ?, ?)',
    database.pk,
    incoming.id,
    rev,
    incoming.text
  );
  return { id: incoming.id, rev: `0-${rev}` };
}
