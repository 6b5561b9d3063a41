/** One document: read in all its forms, written, deleted, copied. */
import { documentText, otherLeaves, type DocumentView } from '../../document/document-text.ts';
import type { IncomingDocument } from '../../document/incoming-document.ts';
import {
  openRevisions,
  readRevision,
  sortedRevisions,
  type FoundRevision
} from '../../document/read-revision.ts';
import { writeEdit, writeReplica, type Written } from '../../document/write-document.ts';
import { missing, notImplemented } from '../../errors/couch-error.ts';
import { accepts, isKnown } from '../../exchange/accepts.ts';
import { namedDatabase, type Exchange, type Handler, type Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { readDocument } from '../../exchange/request-body.ts';
import { assertDocumentId } from '../../ids/document-id.ts';
import { revisionText } from '../../ids/revision-id.ts';
import { parseJsonText } from '../../json/parse-json.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { findDocument } from '../../storage/document-rows.ts';
import { treeFromText } from '../../tree/tree-text.ts';
import { copyTo } from './copy-document.ts';
import {
  agreedRevision,
  assertNamesRevision,
  etagOf,
  headerText,
  incoming,
  namedRevision,
  placeOf,
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
  const asked = query.text('open_revs') === 'all' ? 'all' : query.revisions('open_revs');
  if (asked && asked.length > 0) return readOpenRevisions(exchange, database, id, asked);
  const rev = namedRevision(query);
  const found = readRevision(store.sql, database, id, rev, query.isTrue('deleted'));
  const view = documentView(exchange, rev === undefined);
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
  if (view.revsInfo) return true;
  if (found.row.leaves === 1 || !(view.conflicts || view.deletedConflicts)) return false;
  const tree = treeFromText(found.row.tree);
  return (
    (view.conflicts === true && otherLeaves(tree, false).length > 0) ||
    (view.deletedConflicts === true && otherLeaves(tree, true).length > 0)
  );
}

function foundText({ store }: Exchange, found: FoundRevision, view: DocumentView): string {
  return documentText(store.sql, found.row, found.rev, found.revision, found.deleted, view);
}

/** What is said of a document is said of its winner alone, not of a revision by its name. */
function documentView({ query }: Exchange, isOfWinner: boolean): DocumentView {
  const tells = (name: string) => isOfWinner && (query.isTrue('meta') || query.isTrue(name));
  const since = query.revisions('atts_since');
  const isInline = query.isTrue('attachments') || since !== undefined;
  return {
    revs: query.isTrue('revs'),
    revsInfo: tells('revs_info'),
    conflicts: tells('conflicts'),
    deletedConflicts: tells('deleted_conflicts'),
    attachments: isInline ? { form: 'inline', since } : undefined
  };
}

function readOpenRevisions(
  exchange: Exchange,
  database: DatabaseRow,
  id: string,
  asked: string[] | 'all'
): Reply {
  const { store, query } = exchange;
  const row = findDocument(store.sql, database.pk, id);
  if (!row && asked === 'all') throw missing();
  const opened = sortedRevisions(openRevisions(store.sql, row, asked, query.isTrue('latest')));
  const view = documentView(exchange, false);
  if (accepts(exchange, 'multipart/mixed')) return openRevisionsMixed(store.sql, opened, view);
  const entries = opened.map(({ rev, found }) =>
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
  if (isReplica) assertNamesRevision(document);
  const name = exchange.path[0]!;
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

function copy(exchange: Exchange, id: string): Promise<Reply> {
  return copyTo(exchange, () => {
    const asked = agreedRevision(exchange);
    const { sql } = exchange.store;
    const found = readRevision(sql, namedDatabase(exchange), id, asked && revisionText(asked));
    const text = foundText(exchange, found, { attachments: { form: 'inline' } });
    const content = parseJsonText(text, true) as Record<string, unknown>;
    delete content._id;
    delete content._rev;
    return content;
  });
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
