/** One attachment of a document: its bytes as they are, whatever their type says. */
import { createHash } from 'node:crypto';
import { assertAttachmentName, newBytes } from '../../attachments/attachment.ts';
import type { IncomingDocument } from '../../document/incoming-document.ts';
import { readRevision } from '../../document/read-revision.ts';
import { writeEdit } from '../../document/write-document.ts';
import { CouchError } from '../../errors/couch-error.ts';
import { isKnown } from '../../exchange/accepts.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import type { Methods } from '../../exchange/methods.ts';
import { readBody } from '../../exchange/request-body.ts';
import { assertDocumentId } from '../../ids/document-id.ts';
import { revisionText } from '../../ids/revision-id.ts';
import { parseStored, storedBytes, type StoredAttachment } from '../../storage/blob-rows.ts';
import type { DatabaseRow } from '../../storage/database-rows.ts';
import { findDocument, findRevision } from '../../storage/document-rows.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { agreedRevision, namedRevision, placeOf, writtenReply } from './document-request.ts';

export function attachmentRoutes(id: string, name: string): Methods {
  return {
    DELETE: (exchange) => remove(exchange, id, name),
    GET: (exchange) => read(exchange, id, name),
    PUT: (exchange) => put(exchange, id, name)
  };
}

function read(exchange: Exchange, id: string, name: string): Reply {
  const { store, path, query } = exchange;
  const database = store.database(path[0]!);
  const isDeletedWelcome = query.isTrue('deleted');
  const found = readRevision(store.sql, database, id, namedRevision(query), isDeletedWelcome);
  const one = existing(parseStored(found.revision.attachments), name);
  const digest = one.digest.slice('md5-'.length);
  const contentType = /^[\x20-\x7e]+$/.test(one.contentType)
    ? one.contentType
    : 'application/octet-stream';
  const headers = {
    ETag: JSON.stringify(digest),
    'Content-Type': contentType,
    'Content-MD5': digest,
    'Cache-Control': 'must-revalidate',
    // What a stranger uploaded never runs as a page of this origin.
    'Content-Security-Policy': 'sandbox',
    'X-Content-Type-Options': 'nosniff'
  };
  if (isKnown(exchange, headers.ETag)) return { status: 304, headers };
  return { status: 200, body: storedBytes(store.sql, one), headers };
}

function existing(stored: StoredAttachment[], name: string): StoredAttachment {
  const one = stored.find((attachment) => attachment.name === name);
  if (!one) throw new CouchError(404, 'not_found', 'Document is missing attachment');
  return one;
}

async function put(exchange: Exchange, id: string, name: string): Promise<Reply> {
  assertAttachmentName(name);
  const { store, path, request } = exchange;
  store.database(path[0]!);
  const revision = agreedRevision(exchange);
  if (!revision) assertDocumentId(id);
  const data = await readBody(exchange);
  assertDigest(request.headers['content-md5'], data);
  const bytes = newBytes(request.headers['content-type'] ?? 'application/octet-stream', data);
  const written = await store.write(path[0]!, (sql, database) => {
    const { document } = edited(sql, database, id, revision);
    const others = document.attachments.filter((one) => one.name !== name);
    document.attachments = [...others, { name, bytes, revpos: undefined, digest: undefined }];
    return writeEdit(sql, database, document);
  });
  return writtenReply(written, 201, { Location: placeOf(exchange, path[0]!, id, name) });
}

async function remove(exchange: Exchange, id: string, name: string): Promise<Reply> {
  const { store, path } = exchange;
  const revision = agreedRevision(exchange);
  const written = await store.write(path[0]!, (sql, database) => {
    if (!revision) {
      const { revision: current } = readRevision(sql, database, id);
      existing(parseStored(current.attachments), name);
    }
    const { document, stored } = edited(sql, database, id, revision);
    if (revision) existing(stored, name);
    document.attachments = document.attachments.filter((one) => one.name !== name);
    return writeEdit(sql, database, document);
  });
  return writtenReply(written, 200);
}

/**
 * The named revision as an edit of itself, its attachments as stubs; a new document if none is
 * named.
 */
function edited(
  sql: Sql,
  database: DatabaseRow,
  id: string,
  revision: IncomingDocument['revision']
): { document: IncomingDocument; stored: StoredAttachment[] } {
  const row = findDocument(sql, database.pk, id);
  const rev = revision && revisionText(revision);
  const base = row && rev !== undefined ? findRevision(sql, row.pk, rev) : undefined;
  if (rev !== undefined && !base) throw new CouchError(409, 'not_found', 'missing_rev');
  const text = base?.body ?? '{}';
  const stored = parseStored(base?.attachments ?? null);
  const attachments = stored.map(({ name, digest, revpos }) => ({
    name,
    digest,
    revpos,
    bytes: undefined
  }));
  const path = undefined;
  return {
    document: { id, revision, path, deleted: false, attachments, text },
    stored
  };
}

function assertDigest(header: string | string[] | undefined, data: Buffer): void {
  if (typeof header !== 'string') return;
  if (createHash('md5').update(data).digest('base64') === header.trim()) return;
  throw new CouchError(400, 'content_md5_mismatch', 'Possible message corruption.');
}
