/** One document: read in all its forms, written, deleted, copied. */
import { documentText, type DocumentView } from '../../document/document-text.ts';
import type { IncomingDocument } from '../../document/incoming-document.ts';
import { writeLocal } from '../../document/local-documents.ts';
import { openRevisions, readRevision, type FoundRevision } from '../../document/read-revision.ts';
import { writeEdit, writeReplica, type Written } from '../../document/write-document.ts';
import { badRequest, missing, notImplemented } from '../../errors/couch-error.ts';
import { accepts, isKnown } from '../../exchange/accepts.ts';
import { namedDatabase, type Exchange, type Handler, type Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { readDocument } from '../../exchange/request-body.ts';
import { splitPath } from '../../exchange/url-path.ts';
import { assertDocumentId, isLocalId } from '../../ids/document-id.ts';
import { revisionText } from '../../ids/revision-id.ts';
import { parseJsonText } from '../../json/parse-json.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { findDocument } from '../../storage/document-rows.ts';
import {
  agreedRevision,
  etagOf,
  headerText,
  incoming,
  placeOf,
  plainDocument,
  writtenReply
} from './document-request.ts';
import { openRevisionsMixed, readRelated, relatedReply } from './multipart-documents.ts';

export function documentRoutes(id: string): Methods {
  return {
    DELETE: (exchange) => remove(exchange, id),
    GET: (exchange) => read(exchange, id),
    PUT: (exchange) => put(exchange, id),
    COPY: (exchange) => copy(exchange, id)
  };
}

function read(exchange: Exchange, id: string): Reply {
  const { store, query, path } = exchange;
  const database = store.database(path[0]!);
  if (query.text('open_revs') !== undefined) return readOpenRevisions(exchange, database, id);
  const wanted = { latest: query.isTrue('latest'), deleted: query.isTrue('deleted') };
  const found = readRevision(store.sql, database, id, query.text('rev'), wanted);
  const view = documentView(exchange);
  const etag = JSON.stringify(headerText(found.rev));
  const headers = hasMeta(view, found) ? undefined : { ETag: etag };
  if (headers && isKnown(exchange, etag)) return { status: 304, headers };
  if (view.attachments && accepts(exchange, 'multipart/related')) {
    const related = relatedReply(store.sql, found, view);
    if (related) return { ...related, headers: { ...headers, ...related.headers } };
  }
  return { status: 200, body: foundText(exchange, found, view), ...(headers && { headers }) };
}

/** What may differ between two reads of the same revision leaves it without an ETag. */
function hasMeta(view: DocumentView, found: FoundRevision): boolean {
  const asksConflicts = Boolean(view.conflicts || view.deletedConflicts);
  return Boolean(view.revsInfo) || (asksConflicts && found.row.leaves > 1);
}

function foundText({ store }: Exchange, found: FoundRevision, view: DocumentView): string {
  return documentText(store.sql, found.row, found.rev, found.revision, found.deleted, view);
}

function documentView({ query }: Exchange): DocumentView {
  const isMeta = query.isTrue('meta');
  const since = query.revisions('atts_since');
  const isInline = query.isTrue('attachments') || since !== undefined;
  return {
    revs: query.isTrue('revs'),
    revsInfo: isMeta || query.isTrue('revs_info'),
    conflicts: isMeta || query.isTrue('conflicts'),
    deletedConflicts: isMeta || query.isTrue('deleted_conflicts'),
    attachments: isInline ? { form: 'inline', since } : undefined
  };
}

function readOpenRevisions(exchange: Exchange, database: DatabaseRow, id: string): Reply {
  const { store, query } = exchange;
  const asked = query.text('open_revs') === 'all' ? 'all' : query.revisions('open_revs')!;
  const row = findDocument(store.sql, database.pk, id);
  if (!row && asked === 'all') throw missing();
  const opened = row
    ? openRevisions(store.sql, row, asked, query.isTrue('latest'))
    : (asked as string[]).map((rev) => ({ asked: rev, found: undefined }));
  const view = documentView(exchange);
  if (accepts(exchange, 'multipart/mixed')) return openRevisionsMixed(store.sql, opened, view);
  const entries = opened.map(({ asked: rev, found }) =>
    found ? `{"ok":${foundText(exchange, found, view)}}` : JSON.stringify({ missing: rev })
  );
  return { status: 200, body: `[${entries.join(',')}]` };
}

async function put(exchange: Exchange, id: string): Promise<Reply> {
  const { query, path, request, store } = exchange;
  store.database(path[0]!);
  assertDocumentId(id);
  const isRelated = /^multipart\/related;/i.test(request.headers['content-type'] ?? '');
  const document = isRelated
    ? await readRelated(exchange, id)
    : incoming(exchange, await readDocument(exchange), id);
  const written = await write(exchange, document, query.text('new_edits') === 'false');
  const headers = { ...etagOf(written), Location: placeOf(exchange, path[0]!, id) };
  return writtenReply(written, document.deleted ? 200 : 201, headers);
}

async function write(
  exchange: Exchange,
  document: IncomingDocument,
  isReplica = false
): Promise<Written> {
  if (isReplica && !document.revision && !document.path) {
    throw badRequest(
      'When `new_edits: false`, the document needs `_rev` or `_revisions` specified'
    );
  }
  const name = exchange.path[0]!;
  if (isLocalId(document.id)) {
    return exchange.store.write(name, (sql, database) => writeLocal(sql, database, document));
  }
  const how = isReplica ? writeReplica : writeEdit;
  return exchange.store.write(name, (sql, database) => how(sql, database, document));
}

async function remove(exchange: Exchange, id: string): Promise<Reply> {
  const { store, path } = exchange;
  const database = store.database(path[0]!);
  const row = findDocument(store.sql, database.pk, id);
  if (!row || row.deleted) throw missing(row ? 'deleted' : 'missing');
  const tombstone = incoming(exchange, { _deleted: true }, id);
  const written = await write(exchange, tombstone);
  return writtenReply(written, 200, etagOf(written));
}

async function copy(exchange: Exchange, id: string): Promise<Reply> {
  const { store, path } = exchange;
  const destination = exchange.request.headers.destination;
  if (typeof destination !== 'string')
    throw badRequest('Destination header is mandatory for COPY.');
  if (/^https?:\/\//.test(destination)) throw badRequest('Destination URL must be relative.');
  const target = new URL(destination.replace(/^\/*/, ''), 'http://engine/');
  const targetId = splitPath(target.pathname).join('/');
  assertDocumentId(targetId);
  const database = store.database(path[0]!);
  const asked = agreedRevision(exchange);
  const found = readRevision(store.sql, database, id, asked && revisionText(asked));
  const text = foundText(exchange, found, { attachments: { form: 'inline' } });
  const source = parseJsonText(text, true) as Record<string, unknown>;
  delete source._id;
  delete source._rev;
  const rev = target.searchParams.get('rev');
  if (rev !== null) source._rev = rev;
  const written = await write(exchange, plainDocument(exchange, source, targetId));
  const headers = { ...etagOf(written), Location: placeOf(exchange, path[0]!, written.id) };
  return writtenReply(written, 201, headers);
}

/** `_design/x/_view/…`: the design document is stored, its functions are never run. */
export function designEndpoints(id: string, kind: string): Methods {
  const refuse: Handler = (exchange) => {
    readRevision(exchange.store.sql, namedDatabase(exchange), id);
    throw notImplemented(
      `This engine runs no JavaScript of design documents (${kind}): use _find.`
    );
  };
  return { GET: refuse, POST: refuse, PUT: refuse, DELETE: refuse };
}
