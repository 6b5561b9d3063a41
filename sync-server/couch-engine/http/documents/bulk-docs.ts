/**
 * Many documents in one request.
 *
 * 1. One invalid document fails the whole request before anything is written.
 * 2. Results stand in the order of the request; conflicts are entries, not failures.
 * 3. They are written in the order of their ids, as CouchDB's changes tell it.
 * 4. With new_edits: false the answer is empty: a replicated write is never refused.
 */
import { compareRaw } from '../../collation/compare-values.ts';
import type { IncomingDocument } from '../../document/incoming-document.ts';
import { writeLocal } from '../../document/local-documents.ts';
import { writeEdit, writeReplica } from '../../document/write-document.ts';
import { badRequest, CouchError } from '../../errors/couch-error.ts';
import type { Exchange, Handler, Reply } from '../../exchange/exchange.ts';
import { whole, type Endpoint } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { assertJsonContentType, readDocument } from '../../exchange/request-body.ts';
import { isLocalId } from '../../ids/document-id.ts';
import { revisionText } from '../../ids/revision-id.ts';
import { isRecord } from '../../json/is-record.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { bulkGet } from './bulk-get.ts';
import { assertNamesRevision, plainDocument } from './document-request.ts';

const bulkDocs: Handler = async (exchange) => {
  assertJsonContentType(exchange);
  const { store, path } = exchange;
  store.database(path[0]!);
  const body = await readDocument(exchange);
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  if (body.docs === undefined) throw badRequest('POST body must include `docs` parameter.');
  if (!Array.isArray(body.docs)) throw badRequest('`docs` parameter must be an array.');
  if (body.new_edits !== undefined && typeof body.new_edits !== 'boolean') {
    throw badRequest('`new_edits` parameter must be a boolean.');
  }
  const isReplica = body.new_edits === false;
  const documents = body.docs.map((one: unknown) => parse(exchange, one, isReplica));
  if (body.all_or_nothing === true && !isReplica) return nothing(documents);
  const entries = await store.write(path[0]!, (sql, database) =>
    writeAll(sql, database, documents, isReplica)
  );
  const shown = entries.filter((entry) => entry !== '');
  return { status: 201, body: `[${shown.join(',')}]` };
};

/** As CouchDB since version 2: all or nothing is never all. */
function nothing(documents: IncomingDocument[]): Reply {
  const entries = documents.map(({ id, revision }) => ({
    id,
    rev: revision ? revisionText(revision) : '0-',
    error: 'not_implemented',
    reason: 'all_or_nothing is not supported'
  }));
  return json(documents.length === 0 ? 201 : 417, entries);
}

function parse(exchange: Exchange, value: unknown, isReplica: boolean): IncomingDocument {
  const document = plainDocument(exchange, value, undefined);
  if (isReplica) assertNamesRevision(document);
  return document;
}

function writeAll(
  sql: Sql,
  database: DatabaseRow,
  documents: IncomingDocument[],
  isReplica: boolean
): string[] {
  const since = database.seq;
  const entries: string[] = [];
  const ordered = [...documents.entries()].sort(([, a], [, b]) => compareRaw(a.id, b.id));
  for (const [at, document] of ordered) {
    entries[at] = writeOne(sql, database, document, isReplica, since);
  }
  return entries;
}

function writeOne(
  sql: Sql,
  database: DatabaseRow,
  document: IncomingDocument,
  isReplica: boolean,
  since: number
): string {
  const id = JSON.stringify(document.id);
  try {
    if (isLocalId(document.id)) {
      const { rev } = writeLocal(sql, database, document);
      return `{"ok":true,"id":${id},"rev":"${rev}"}`;
    }
    if (isReplica) {
      writeReplica(sql, database, document, since);
      return '';
    }
    const { rev } = writeEdit(sql, database, document, since);
    return `{"ok":true,"id":${id},"rev":"${rev}"}`;
  } catch (error) {
    // A missing stub fails the request, as in CouchDB: the client must send the bytes.
    if (!(error instanceof CouchError) || error.status === 412) throw error;
    return `{"id":${id},"error":"${error.code}","reason":${JSON.stringify(error.message)}}`;
  }
}

export const bulkEndpoints: Record<string, Endpoint> = {
  _bulk_docs: whole({ POST: bulkDocs }),
  _bulk_get: whole({ POST: bulkGet })
};
