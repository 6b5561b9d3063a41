/**
 * Attachments as clients send them and as a revision keeps them.
 *
 * 1. A digest is `md5-` and the base64 MD5 of the bytes, because that is what clients compare.
 * 2. Bytes are kept once a database, found by SHA-256 (MD5 may collide on purpose).
 * 3. `revpos` of new bytes is the position of the revision that brings them.
 * 4. A stub says "as in the revision that I edit"; if that has no such attachment, 412.
 */
import { createHash } from 'node:crypto';
import { badRequest, CouchError } from '../errors/couch-error.ts';
import { isRecord } from '../json/is-record.ts';
import type { NewBytes } from '../storage/blob-rows.ts';

export interface IncomingAttachment {
  name: string;
  revpos: number | undefined;
  /** Undefined for a stub. */
  bytes: NewBytes | undefined;
  digest: string | undefined;
}

/** Bytes of a multipart request, by attachment name. */
export type FollowingBytes = ReadonlyMap<string, Buffer>;

export function newBytes(contentType: string, data: Buffer): NewBytes {
  return {
    contentType,
    data,
    digest: `md5-${createHash('md5').update(data).digest('base64')}`,
    sha256: createHash('sha256').update(data).digest('base64')
  };
}

export function assertAttachmentName(name: string): void {
  if (name.startsWith('_')) {
    throw badRequest(`Attachment name '${name}' starts with prohibited character '_'`);
  }
  if (name === '' || !name.isWellFormed()) throw badRequest('Attachment name is not UTF-8 encoded');
}

export function parseAttachments(
  value: unknown,
  following: FollowingBytes | undefined
): IncomingAttachment[] {
  if (!isRecord(value)) throw badRequest('Attachments must be a JSON object');
  return Object.keys(value).map((name) => {
    assertAttachmentName(name);
    const member = value[name];
    if (!isRecord(member)) throw badRequest(`Attachment '${name}' must be a JSON object`);
    return parseAttachment(name, member, following);
  });
}

function parseAttachment(
  name: string,
  member: Record<string, unknown>,
  following: FollowingBytes | undefined
): IncomingAttachment {
  const revpos = Number.isSafeInteger(member.revpos) ? Number(member.revpos) : undefined;
  const digest = typeof member.digest === 'string' ? member.digest : undefined;
  if (member.stub === true) return { name, revpos, bytes: undefined, digest };
  const contentType =
    typeof member.content_type === 'string' ? member.content_type : 'application/octet-stream';
  if (member.follows === true) {
    const data = following?.get(name);
    if (!data) throw badRequest(`Attachment '${name}' does not follow`);
    return { name, revpos, bytes: newBytes(contentType, data), digest };
  }
  const data = decodeBase64(member.data, name);
  return { name, revpos, bytes: newBytes(contentType, data), digest };
}

function decodeBase64(value: unknown, name: string): Buffer {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) {
    throw badRequest(`Invalid attachment data for ${name}`);
  }
  return Buffer.from(value, 'base64');
}

export function missingStub(id: string, name: string): CouchError {
  return new CouchError(412, 'missing_stub', `Invalid attachment stub in ${id} for ${name}`);
}
