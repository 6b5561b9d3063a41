/** From a request to an incoming document: which id, which revision, and that they agree. */
import type { FollowingBytes } from '../../attachments/attachment.ts';
import { parseDocument, type IncomingDocument } from '../../document/incoming-document.ts';
import type { Written } from '../../document/write-document.ts';
import { badRequest } from '../../errors/couch-error.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import type { Query } from '../../exchange/query.ts';
import { json } from '../../exchange/reply.ts';
import { parseRevision, revisionText, type Revision } from '../../ids/revision-id.ts';
import { newUuid } from '../../ids/uuid.ts';

/** A document by itself, whatever the request's address and headers say. */
export function plainDocument(
  { store }: Exchange,
  value: unknown,
  id: string | undefined,
  following?: FollowingBytes
): IncomingDocument {
  const { maxDocumentBytes } = store.limits;
  return parseDocument(value, { id, newId: newUuid, maxDocumentBytes, following });
}

/** The document that the request's address names, at the revision that all its parts agree on. */
export function incoming(
  exchange: Exchange,
  value: unknown,
  id: string | undefined,
  following?: FollowingBytes
): IncomingDocument {
  const document = plainDocument(exchange, value, id, following);
  document.revision = agreedRevision(exchange, document.revision);
  return document;
}

export function assertNamesRevision({ revision, path }: IncomingDocument): void {
  if (revision ?? path) return;
  throw badRequest('When `new_edits: false`, the document needs `_rev` or `_revisions` specified');
}

/** `latest` asks for the winner, whatever revision stands beside it. */
export function namedRevision(query: Query): string | undefined {
  const rev = query.text('rev');
  if (rev !== undefined) parseRevision(rev);
  return query.isTrue('latest') ? undefined : rev;
}

/** `?rev=`, `If-Match` and the body may each name the revision; if several do, they must agree. */
export function agreedRevision(exchange: Exchange, inBody?: Revision): Revision | undefined {
  const inQuery = exchange.query.text('rev');
  const explicit = inQuery === undefined ? inBody : parseRevision(inQuery);
  if (inBody && explicit && !isSame(inBody, explicit)) {
    throw badRequest('Document rev from request body and query string have different values');
  }
  const header = exchange.request.headers['if-match'];
  if (header === undefined) return explicit;
  const inHeader = parseRevision(header.replace(/^(W\/)?"|"$/g, ''));
  if (explicit && !isSame(explicit, inHeader)) {
    throw badRequest('Document rev and etag have different values');
  }
  return inHeader;
}

const isSame = (a: Revision, b: Revision) => revisionText(a) === revisionText(b);

export function placeOf(exchange: Exchange, ...names: string[]): string {
  const { 'x-forwarded-proto': protocol, host = 'localhost' } = exchange.request.headers;
  const path = names.map((name) => encodeURIComponent(name)).join('/');
  return `${protocol === 'https' ? 'https' : 'http'}://${host}/${path}`;
}

/** The answer to a written document; `headers` as CouchDB sets them for this way of writing. */
export function writtenReply(
  written: Written,
  status: number,
  headers: Record<string, string> = {}
): Reply {
  return json(status, { ok: true, id: written.id, rev: written.rev }, headers);
}

export const etagOf = (written: Written) => ({ ETag: JSON.stringify(headerText(written.rev)) });

/** Revision ids of foreign make may hold what a header cannot. */
export function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text);
}
