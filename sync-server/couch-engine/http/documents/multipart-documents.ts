/** Documents with their attachments as parts: how CouchDB's replicator sends and wants them. */
import type { FollowingBytes } from '../../attachments/attachment.ts';
import { documentText, knownPosition, type DocumentView } from '../../document/document-text.ts';
import type { IncomingDocument } from '../../document/incoming-document.ts';
import type { FoundRevision, OpenRevision } from '../../document/read-revision.ts';
import { badRequest } from '../../errors/couch-error.ts';
import type { Exchange, Reply } from '../../exchange/exchange.ts';
import { readBody, unzipped } from '../../exchange/request-body.ts';
import { isRecord } from '../../json/is-record.ts';
import { parseJson } from '../../json/parse-json.ts';
import { parseStored, storedBytes, type StoredAttachment } from '../../storage/blob-rows.ts';
import type { Sql } from '../../storage/sqlite.ts';
import { headerText, incoming } from './document-request.ts';
import {
  boundaryOf,
  joinedParts,
  newBoundary,
  splitParts,
  type Part,
  type SentPart
} from './multipart.ts';

/** A document whose attachments follow it, each in a part of its own. */
export async function readRelated(exchange: Exchange, id: string): Promise<IncomingDocument> {
  const body = await readBody(exchange);
  const boundary = boundaryOf(exchange.request.headers['content-type'] ?? '');
  const [first, ...rest] = splitParts(body, boundary);
  if (!first) throw badRequest('Multipart body has no document');
  const value = parseJson(first.body, true);
  const named = isRecord(value) && isRecord(value._attachments) ? value._attachments : {};
  return incoming(exchange, value, id, followingBytes(exchange, named, rest));
}

/** Bytes follow in the order in which the document names them, unless the parts are named. */
function followingBytes(
  { store }: Exchange,
  named: Record<string, unknown>,
  parts: readonly Part[]
): FollowingBytes {
  const inOrder = Object.keys(named).filter((name) => memberOf(named, name).follows === true);
  const following = new Map<string, Buffer>();
  for (const [index, part] of parts.entries()) {
    const name = partName(part) ?? inOrder[index];
    if (name === undefined) continue;
    // CouchDB's replicator sends text as it keeps it: compressed.
    const isZipped = memberOf(named, name).encoding === 'gzip';
    const limit = store.limits.maxRequestBytes;
    following.set(name, isZipped ? unzipped(part.body, limit) : part.body);
  }
  return following;
}

function memberOf(named: Record<string, unknown>, name: string): Record<string, unknown> {
  const member = Object.hasOwn(named, name) ? named[name] : undefined;
  return isRecord(member) ? member : {};
}

function partName(part: Part): string | undefined {
  return /filename="([^"]*)"/.exec(part.headers['content-disposition'] ?? '')?.[1];
}

/** Nothing if the document has no attachment to follow it: plain JSON then. */
export function relatedReply(
  sql: Sql,
  found: FoundRevision,
  view: DocumentView
): Reply | undefined {
  const parts = relatedParts(sql, found, view);
  if (parts.length < 2) return undefined;
  const boundary = newBoundary();
  return {
    status: 200,
    body: joinedParts(parts, boundary),
    headers: { 'Content-Type': `multipart/related; boundary="${boundary}"` }
  };
}

function relatedParts(sql: Sql, found: FoundRevision, view: DocumentView): SentPart[] {
  const attachments = view.attachments && { ...view.attachments, form: 'follows' as const };
  const text = documentText(sql, found.row, found.rev, found.revision, found.deleted, {
    ...view,
    attachments
  });
  const since = view.attachments?.since;
  const floor = since ? knownPosition(found.row.tree, found.rev, since) : 0;
  const sent = view.attachments
    ? parseStored(found.revision.attachments).filter((one) => one.revpos > floor)
    : [];
  return [
    { headers: { 'Content-Type': 'application/json' }, body: Buffer.from(text) },
    ...sent.map((one) => attachmentPart(sql, one))
  ];
}

function attachmentPart(sql: Sql, one: StoredAttachment): SentPart {
  const name = one.name.replaceAll(/["\r\n]/g, '_');
  return {
    headers: {
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Type': one.contentType.replaceAll(/[\r\n]/g, ' '),
      'Content-Length': String(one.length)
    },
    body: storedBytes(sql, one)
  };
}

export function openRevisionsMixed(sql: Sql, opened: OpenRevision[], view: DocumentView): Reply {
  const withBytes: DocumentView = { ...view, attachments: view.attachments ?? { form: 'follows' } };
  const boundary = newBoundary();
  const parts = opened.map((one) =>
    one.found ? foundPart(sql, one.found, withBytes) : missingPart(one.rev)
  );
  return {
    status: 200,
    body: joinedParts(parts, boundary),
    headers: { 'Content-Type': `multipart/mixed; boundary="${boundary}"` }
  };
}

function foundPart(sql: Sql, found: FoundRevision, view: DocumentView): SentPart {
  const parts = relatedParts(sql, found, view);
  if (parts.length === 1) return parts[0]!;
  const inner = newBoundary();
  return {
    headers: { 'Content-Type': `multipart/related; boundary="${inner}"` },
    body: joinedParts(parts, inner)
  };
}

/** The inside of one part of `_bulk_get`, piece by piece: bytes are read when they are sent. */
export function* bulkPart(
  sql: Sql,
  found: FoundRevision,
  view: DocumentView
): Generator<string | Buffer> {
  const parts = relatedParts(sql, found, view);
  const [document] = parts;
  if (parts.length === 1) {
    yield 'Content-Type: application/json\r\n\r\n';
    yield document!.body as Buffer;
    return;
  }
  const inner = newBoundary();
  yield `X-Doc-Id: ${headerText(found.row.id)}\r\nX-Rev-Id: ${headerText(found.rev)}\r\n`;
  yield `Content-Type: multipart/related; boundary="${inner}"\r\n\r\n`;
  yield* joinedParts(parts, inner).pieces();
}

function missingPart(rev: string): Part {
  return {
    headers: { 'Content-Type': 'application/json; error="true"' },
    body: Buffer.from(JSON.stringify({ missing: rev }))
  };
}
