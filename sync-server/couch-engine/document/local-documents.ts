/**
 * `_local` documents: never replicated, no history; attachments are dropped.
 * The last write wins, whatever revision it names: `0-1` without one, else one more than it says.
 */
import { badRequest } from '../errors/couch-error.ts';
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

export function localText(row: LocalRow, withRevisions = false): string {
  const body = row.body.slice(1, -1);
  let text = `{"_id":${JSON.stringify(row.id)},"_rev":"0-${row.rev}"`;
  if (body !== '') text += `,${body}`;
  if (withRevisions) text += `,"_revisions":{"start":0,"ids":["${row.rev}"]}`;
  return `${text}}`;
}

export function writeLocal(sql: Sql, database: DatabaseRow, incoming: IncomingDocument): Written {
  const { id, revision, deleted, text } = incoming;
  if (deleted) {
    sql.run('DELETE FROM local_documents WHERE db = ? AND id = ?', database.pk, id);
    return { id, rev: '0-0' };
  }
  if (revision && (revision.position !== 0 || !/^\d{1,15}$/.test(revision.id))) {
    throw badRequest('Invalid rev format');
  }
  const rev = Number(revision?.id ?? 0) + 1;
  sql.run(
    'INSERT OR REPLACE INTO local_documents (db, id, rev, body) VALUES (?, ?, ?, ?)',
    database.pk,
    id,
    rev,
    text
  );
  return { id, rev: `0-${rev}` };
}
