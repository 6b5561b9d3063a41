/** One attachment of a document: its bytes as they are, whatever their type says. */
import { createHash } from 'node:crypto';
import {
  assertAttachmentName,
  newBytes,
  type StoredAttachment
} from '../attachments/attachment.ts';
import { parseStored, readBytes } from '../attachments/blob-rows.ts';
import { findDocument, findRevision } from '../document/document-rows.ts';
import { readRevision } from '../document/find-revision.ts';
import type { IncomingDocument } from '../document/incoming-document.ts';
import { revisionText } from '../document/revision-id.ts';
import { writeEdit } from '../document/write-document.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { conflict, CouchError, missing } from './couch-error.ts';
import { agreedRevision, writtenReply } from './document-request.ts';
import { readBody, type Exchange, type Reply } from './exchange.ts';
import type { Methods } from './methods.ts';

export function attachmentRoutes(id: string, name: string): Methods {
  return {
    GET: (exchange) => read(exchange, id, name),
    PUT: (exchange) => put(exchange, id, name),
    DELETE: (exchange) => remove(exchange, id, name)
  };
}

function read({ store, path, query, request }: Exchange, id: string, name: string): Reply {
  const found = readRevision(store.sql, store.database(path[0]!), id, query.text('rev'));
  const one = parseStored(found.revision.attachments).find((stored) => stored.name === name);
  if (!one) throw new CouchError(404, 'not_found', 'Document is missing attachment');
  const digest = one.digest.slice('md5-'.length);
  const headers = {
    ETag: JSON.stringify(digest),
    'Content-Type': /^[\x20-\x7e]+$/.test(one.contentType)
      ? one.contentType
      : 'application/octet-stream',
    'Content-MD5': digest,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'must-revalidate',
    // What a stranger uploaded never runs as a page of this origin.
    'X-Content-Type-Options': 'nosniff'
  };
  if (request.headers['if-none-match'] === headers.ETag) return { status: 304, headers };
  return ranged(readBytes(store.sql, one.blob), request.headers.range, headers);
}

/** One range of bytes; anything else that the header says is answered with the whole. */
function ranged(data: Buffer, range: string | undefined, headers: Record<string, string>): Reply {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return { status: 200, body: data, headers };
  const isSuffix = asked[1] === '';
  const from = isSuffix ? Math.max(0, data.length - Number(asked[2])) : Number(asked[1]);
  const last = isSuffix || asked[2] === '' ? data.length - 1 : Number(asked[2]);
  const to = Math.min(last, data.length - 1);
  if (from > to) {
    throw new CouchError(416, 'requested_range_not_satisfiable', 'Requested range not satisfiable');
  }
  const place = { 'Content-Range': `bytes ${from}-${to}/${data.length}` };
  return { status: 206, body: data.subarray(from, to + 1), headers: { ...headers, ...place } };
}

async function put(exchange: Exchange, id: string, name: string): Promise<Reply> {
  assertAttachmentName(name);
  const { store, path, request } = exchange;
  store.database(path[0]!);
  const revision = agreedRevision(exchange);
  const data = await readBody(exchange);
  assertDigest(request.headers['content-md5'], data);
  const bytes = newBytes(request.headers['content-type'] ?? 'application/octet-stream', data);
  const written = await store.write(path[0]!, (sql, database) => {
    const { document } = edited(sql, database, id, revision);
    const others = document.attachments.filter((one) => one.name !== name);
    document.attachments = [...others, { name, bytes, revpos: undefined, digest: undefined }];
    return writeEdit(sql, database, document);
  });
  return writtenReply(exchange, written);
}

async function remove(exchange: Exchange, id: string, name: string): Promise<Reply> {
  const { store, path } = exchange;
  const revision = agreedRevision(exchange);
  const written = await store.write(path[0]!, (sql, database) => {
    if (!findDocument(sql, database.pk, id)) throw missing();
    const { document, stored } = edited(sql, database, id, revision);
    if (!stored.some((one) => one.name === name)) {
      throw new CouchError(404, 'not_found', 'Document is missing attachment');
    }
    document.attachments = document.attachments.filter((one) => one.name !== name);
    return writeEdit(sql, database, document);
  });
  return writtenReply(exchange, written, 200);
}

/** The named revision as an edit of itself, its attachments as stubs; a new document if none is named. */
function edited(
  sql: Sql,
  database: DatabaseRow,
  id: string,
  revision: IncomingDocument['revision']
): { document: IncomingDocument; stored: StoredAttachment[] } {
  const row = findDocument(sql, database.pk, id);
  const rev = revision && revisionText(revision);
  const base = row && rev !== undefined ? findRevision(sql, row.pk, rev) : undefined;
  if (rev !== undefined && !base) throw conflict();
  const text = base?.body ?? '{}';
  const stored = parseStored(base?.attachments ?? null);
  const stubs = stored.map(({ name, digest, revpos }) => ({
    name,
    digest,
    revpos,
    bytes: undefined
  }));
  const body = JSON.parse(text) as Record<string, unknown>;
  const document = {
    id,
    revision,
    path: undefined,
    deleted: false,
    attachments: stubs,
    body,
    text
  };
  return { document, stored };
}

function assertDigest(header: string | string[] | undefined, data: Buffer): void {
  if (typeof header !== 'string') return;
  if (createHash('md5').update(data).digest('base64') === header.trim()) return;
  throw new CouchError(400, 'content_md5_mismatch', 'Possible message corruption.');
}
