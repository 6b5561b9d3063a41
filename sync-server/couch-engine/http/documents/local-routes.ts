/** `_local/<id>`: read, write, delete, copy. */
import { findLocal, localText, writeLocal, type LocalRow } from '../../document/local-documents.ts';
import { missing } from '../../errors/couch-error.ts';
import { namedDatabase, type Exchange, type Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { json } from '../../exchange/reply.ts';
import { readDocument } from '../../exchange/request-body.ts';
import { revisionText } from '../../ids/revision-id.ts';
import { parseJsonText } from '../../json/parse-json.ts';
import { copyTo } from './copy-document.ts';
import {
  assertNamesRevision,
  etagOf,
  incoming,
  placeOf,
  writtenReply
} from './document-request.ts';

export function localRoutes(id: string): Methods {
  return {
    COPY: (exchange) => copy(exchange, id),
    DELETE: (exchange) => remove(exchange, id),
    GET: (exchange) => read(exchange, id),
    PUT: async (exchange) => write(exchange, id, await readDocument(exchange))
  };
}

function found(exchange: Exchange, id: string): LocalRow {
  const row = findLocal(exchange.store.sql, namedDatabase(exchange).pk, id);
  if (!row) throw missing();
  return row;
}

/** There is no revision to name: only `latest` gives what there is. */
function read(exchange: Exchange, id: string): Reply {
  const { query } = exchange;
  const revs = query.text('open_revs') === 'all' ? 'all' : query.revisions('open_revs');
  if (revs === 'all') throw missing();
  if (revs && revs.length > 0)
    return json(
      200,
      revs.map((rev) => ({ missing: rev }))
    );
  const row = found(exchange, id);
  if (query.text('rev') !== undefined && !query.isTrue('latest')) throw missing();
  const body = localText(row, query.isTrue('revs'));
  return { status: 200, body, headers: { ETag: `"0-${row.rev}"` } };
}

async function remove(exchange: Exchange, id: string): Promise<Reply> {
  found(exchange, id);
  return write(exchange, id, { _deleted: true });
}

async function write(exchange: Exchange, id: string, value: unknown): Promise<Reply> {
  const isReplica = exchange.query.text('new_edits') === 'false';
  const document = incoming(exchange, value, id);
  if (isReplica) assertNamesRevision(document);
  const name = exchange.path[0]!;
  const stored = await exchange.store.write(name, (sql, database) =>
    writeLocal(sql, database, document)
  );
  // To who replicates, CouchDB repeats the revision it was given, and keeps the next one.
  const written = isReplica ? { id, rev: revisionText(document.revision!) } : stored;
  const headers = { ...etagOf(written), Location: placeOf(exchange, name, id) };
  return writtenReply(written, document.deleted ? 200 : 201, headers);
}

function copy(exchange: Exchange, id: string): Promise<Reply> {
  const { body } = found(exchange, id);
  return copyTo(exchange, () => parseJsonText(body, true) as Record<string, unknown>);
}
