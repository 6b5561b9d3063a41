/** One document: read (in all its forms), write, delete, copy; and what design documents cannot do here. */
import { sequenceText } from '../changes/sequence.ts';
import { assertDocumentId, isLocalId } from '../document/document-id.ts';
import { findDocument } from '../document/document-rows.ts';
import { openRevisions, readRevision, type FoundRevision } from '../document/find-revision.ts';
import type { IncomingDocument } from '../document/incoming-document.ts';
import { documentText, type DocumentView } from '../document/read-document.ts';
import { parseRevision, revisionText } from '../document/revision-id.ts';
import { writeEdit, writeReplica, type Written } from '../document/write-document.ts';
import { writeLocal } from '../document/local-documents.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import { badRequest, missing, notImplemented } from './couch-error.ts';
import {
  agreedRevision,
  encodeId,
  headerText,
  incoming,
  writtenReply
} from './document-request.ts';
import {
  acceptedTypes,
  json,
  readJson,
  type Exchange,
  type Handler,
  type Reply
} from './exchange.ts';
import { openRevisionsMixed, readRelated, relatedReply } from './multipart-documents.ts';
import type { Methods } from './methods.ts';

export function documentRoutes(id: string): Methods {
  return {
    GET: (exchange) => read(exchange, id),
    PUT: (exchange) => put(exchange, id),
    DELETE: (exchange) => remove(exchange, id),
    COPY: (exchange) => copy(exchange, id)
  };
}

function read(exchange: Exchange, id: string): Reply {
  const { store, query, path } = exchange;
  const database = store.database(path[0]!);
  assertDocumentId(id);
  if (query.text('open_revs') !== undefined) return readOpenRevisions(exchange, database, id);
  const found = readRevision(store.sql, database, id, query.text('rev'), query.flag('latest'));
  const view = documentView(exchange, database, found.row.seq);
  const etag = JSON.stringify(headerText(found.rev));
  const isPlain = Object.values(view).every((member) => !member);
  if (isPlain && exchange.request.headers['if-none-match'] === etag) {
    return { status: 304, headers: { ETag: etag } };
  }
  const headers = isPlain ? { ETag: etag } : undefined;
  if (view.attachments && acceptedTypes(exchange).includes('multipart/related')) {
    const related = relatedReply(store.sql, found, view);
    if (related) return related;
  }
  return { status: 200, body: foundText(exchange, found, view), ...(headers && { headers }) };
}

function foundText({ store }: Exchange, found: FoundRevision, view: DocumentView): string {
  return documentText(store.sql, found.row, found.rev, found.revision, found.deleted, view);
}

function documentView({ query }: Exchange, database: DatabaseRow, seq: number): DocumentView {
  const isMeta = query.flag('meta');
  const since = query.strings('atts_since');
  const isInline = query.flag('attachments') || since !== undefined;
  return {
    revs: query.flag('revs'),
    revsInfo: isMeta || query.flag('revs_info'),
    conflicts: isMeta || query.flag('conflicts'),
    deletedConflicts: isMeta || query.flag('deleted_conflicts'),
    localSeq: query.flag('local_seq') ? sequenceText(database, seq) : undefined,
    attachments: isInline
      ? { form: 'inline', since, encodingInfo: query.flag('att_encoding_info') }
      : undefined
  };
}

function readOpenRevisions(exchange: Exchange, database: DatabaseRow, id: string): Reply {
  const { store, query } = exchange;
  const text = query.text('open_revs')!;
  const asked = text === 'all' ? 'all' : askedRevisions(query.json('open_revs'));
  const row = findDocument(store.sql, database.pk, id);
  if (!row && asked === 'all') throw missing();
  const opened = row
    ? openRevisions(store.sql, row, asked, query.flag('latest'))
    : (asked as string[]).map((rev) => ({ asked: rev, found: undefined }));
  const view = documentView(exchange, database, row?.seq ?? 0);
  if (acceptedTypes(exchange).includes('multipart/mixed')) {
    return openRevisionsMixed(store.sql, opened, view);
  }
  const entries = opened.map(({ asked: rev, found }) =>
    found ? `{"ok":${foundText(exchange, found, view)}}` : JSON.stringify({ missing: rev })
  );
  return { status: 200, body: `[${entries.join(',')}]` };
}

function askedRevisions(value: unknown): string[] {
  if (!Array.isArray(value)) throw badRequest('`open_revs` must be `all` or an array of revisions');
  return value.map((rev) => revisionText(parseRevision(rev)));
}

async function put(exchange: Exchange, id: string): Promise<Reply> {
  exchange.store.database(exchange.path[0]!);
  assertDocumentId(id);
  const type = exchange.request.headers['content-type'] ?? '';
  const document = type.toLowerCase().startsWith('multipart/related')
    ? await readRelated(exchange, id)
    : incoming(exchange, (await readJson(exchange)) ?? null, id);
  const isReplica = exchange.query.text('new_edits') === 'false';
  return writtenReply(exchange, await write(exchange, document, isReplica));
}

function write(
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
  const revision = agreedRevision(exchange);
  if (!row) throw missing();
  if (row.deleted && !revision) throw missing('deleted');
  const tombstone = incoming(exchange, { _deleted: true }, id);
  return writtenReply(exchange, await write(exchange, tombstone), 200);
}

async function copy(exchange: Exchange, id: string): Promise<Reply> {
  const { store, query, path } = exchange;
  const destination = exchange.request.headers.destination;
  if (typeof destination !== 'string')
    throw badRequest('Destination header is mandatory for COPY.');
  if (/^https?:\/\//.test(destination)) throw badRequest('Destination URL must be relative.');
  const target = new URL(destination.replace(/^\/*/, ''), 'http://engine/');
  const targetId = decodeURIComponent(target.pathname.slice(1));
  assertDocumentId(targetId);
  const database = store.database(path[0]!);
  const found = readRevision(store.sql, database, id, query.text('rev'));
  const text = foundText(exchange, found, { attachments: { form: 'inline' } });
  const source = JSON.parse(text) as Record<string, unknown>;
  delete source._id;
  delete source._rev;
  const rev = target.searchParams.get('rev');
  if (rev !== null) source._rev = rev;
  const onlyTarget: Exchange = { ...exchange, query: query.without('rev') };
  const written = await write(exchange, incoming(onlyTarget, source, targetId));
  return json(
    201,
    { ok: true, id: written.id, rev: written.rev },
    { Location: `/${encodeURIComponent(path[0]!)}/${encodeId(written.id)}` }
  );
}

const needsJavaScript = new Set([
  '_view',
  '_show',
  '_list',
  '_update',
  '_rewrite',
  '_search',
  '_nouveau'
]);

/** `_design/x/_view/…`: the design document is stored, its functions are never run. */
export function designEndpoints(exchange: Exchange, id: string, rest: string[]): Methods {
  const [kind] = rest as [string];
  const refuse: Handler = () => {
    const database = exchange.store.database(exchange.path[0]!);
    readRevision(exchange.store.sql, database, id);
    throw notImplemented(
      `This engine runs no JavaScript of design documents (${kind}): use _find.`
    );
  };
  if (needsJavaScript.has(kind)) return { GET: refuse, POST: refuse, PUT: refuse, DELETE: refuse };
  if (kind === '_info') return { GET: (one) => designInfo(one, id) };
  throw missing();
}

function designInfo({ store, path }: Exchange, id: string): Reply {
  readRevision(store.sql, store.database(path[0]!), id);
  const view_index = { updates_pending: { total: 0 }, compact_running: false, language: 'query' };
  return json(200, { name: id.slice('_design/'.length), view_index });
}
