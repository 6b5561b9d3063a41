/** From a request to an incoming document: which id, which revision, and that they agree. */
import type { FollowingBytes } from '../attachments/attachment.ts';
import { parseDocument, type IncomingDocument } from '../document/incoming-document.ts';
import { parseRevision, revisionText, type Revision } from '../document/revision-id.ts';
import type { Written } from '../document/write-document.ts';
import { badRequest } from './couch-error.ts';
import { json, type Exchange, type Reply } from './exchange.ts';
import { newUuid } from './uuid.ts';

export function incoming(
  exchange: Exchange,
  value: unknown,
  id: string | undefined,
  following?: FollowingBytes
): IncomingDocument {
  const document = parseDocument(value, {
    id,
    newId: newUuid,
    maxDocumentBytes: exchange.store.limits.maxDocumentBytes,
    following
  });
  document.revision = agreedRevision(exchange, document.revision);
  return document;
}

/** `?rev=`, `If-Match` and the body may each name the revision; if several do, they must agree. */
export function agreedRevision(exchange: Exchange, inBody?: Revision): Revision | undefined {
  const named: Revision[] = inBody ? [inBody] : [];
  const inQuery = exchange.query.text('rev');
  if (inQuery !== undefined && inQuery !== '') named.push(parseRevision(inQuery));
  const header = exchange.request.headers['if-match'];
  if (header !== undefined && header !== '*') {
    named.push(parseRevision(header.replace(/^(W\/)?"|"$/g, '')));
  }
  if (new Set(named.map(revisionText)).size > 1) {
    throw badRequest('Document rev from request body and query string have different values');
  }
  return named[0];
}

export function writtenReply(exchange: Exchange, written: Written, status?: number): Reply {
  const host = exchange.request.headers.host ?? 'localhost';
  const place = `${encodeURIComponent(exchange.path[0]!)}/${encodeId(written.id)}`;
  const isBatch = exchange.query.text('batch') === 'ok';
  return json(
    status ?? (isBatch ? 202 : 201),
    { ok: true, id: written.id, rev: written.rev },
    { ETag: JSON.stringify(headerText(written.rev)), Location: `http://${host}/${place}` }
  );
}

/** Revision ids of foreign make may hold what a header cannot. */
export function headerText(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text);
}

export function encodeId(id: string): string {
  const slash = id.startsWith('_design/') || id.startsWith('_local/') ? id.indexOf('/') + 1 : 0;
  return id.slice(0, slash) + encodeURIComponent(id.slice(slash));
}
