/**
 * A document as a client sends it, taken apart and checked before anything is written.
 *
 * 1. Members with a leading underscore mean something or are refused; the body keeps none of them,
 *    except `_replication_*`, which replicators write into their own documents.
 * 2. The body is kept as JSON text: what was sent is what is read.
 * 3. A number beyond what a double holds (1e400) is refused, because it would be stored as null.
 */
import {
  isRecord,
  parseAttachments,
  type FollowingBytes,
  type IncomingAttachment
} from '../attachments/attachment.ts';
import { badRequest, CouchError } from '../http/couch-error.ts';
import type { RevisionPath } from '../tree/revision-tree.ts';
import { assertDocumentId, isLocalId } from './document-id.ts';
import { parseRevision, type Revision } from './revision-id.ts';

export interface IncomingDocument {
  id: string;
  revision: Revision | undefined;
  /** History as given by `_revisions`, newest first; only replicated writes use it. */
  path: RevisionPath | undefined;
  deleted: boolean;
  attachments: IncomingAttachment[];
  /** The body without reserved members, as an object and as its text. */
  body: Record<string, unknown>;
  text: string;
}

export interface ParseOptions {
  /** The id of the URL; it wins over an absent `_id` and must equal a present one. */
  id?: string | undefined;
  newId: () => string;
  maxDocumentBytes: number;
  following?: FollowingBytes | undefined;
}

/** Members that servers and clients put into documents and that are not stored. */
const ignoredMembers = new Set([
  '_revs_info',
  '_conflicts',
  '_deleted_conflicts',
  '_local_seq',
  '_access',
  '_removed'
]);

export function parseDocument(value: unknown, options: ParseOptions): IncomingDocument {
  if (!isRecord(value)) throw badRequest('Document must be a JSON object');
  const body = value;
  const given: Record<string, unknown> = {};
  for (const member of Object.keys(body)) {
    if (!member.startsWith('_') || member.startsWith('_replication_')) continue;
    if (!isReserved(member) && !ignoredMembers.has(member)) {
      throw new CouchError(400, 'doc_validation', `Bad special document member: ${member}`);
    }
    given[member] = body[member];
    delete body[member];
  }
  const id = documentId(given._id, options);
  const text = JSON.stringify(body);
  if (text.length > options.maxDocumentBytes) {
    throw new CouchError(413, 'document_too_large', id);
  }
  return {
    id,
    revision: given._rev === undefined ? undefined : parseRevision(given._rev),
    path: given._revisions === undefined || isLocalId(id) ? undefined : parsePath(given._revisions),
    deleted: given._deleted === true,
    attachments:
      given._attachments === undefined
        ? []
        : parseAttachments(given._attachments, options.following),
    body,
    text
  };
}

function isReserved(member: string): boolean {
  return (
    member === '_id' ||
    member === '_rev' ||
    member === '_deleted' ||
    member === '_attachments' ||
    member === '_revisions'
  );
}

function documentId(given: unknown, options: ParseOptions): string {
  if (given !== undefined) assertDocumentId(given);
  if (options.id === undefined) return given ?? options.newId();
  if (given !== undefined && given !== options.id) {
    throw badRequest('Document ID must match _id in the document body');
  }
  return options.id;
}

function parsePath(value: unknown): RevisionPath {
  if (!isRecord(value)) throw badRequest('_revisions must be a JSON object');
  const { start, ids } = value;
  if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 0) {
    throw badRequest("_revisions.start isn't an integer.");
  }
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > start) {
    throw badRequest("_revisions.ids isn't a array.");
  }
  for (const id of ids) {
    if (typeof id !== 'string' || !id.isWellFormed()) {
      throw badRequest("RevId isn't a string");
    }
  }
  return { start, ids: ids as string[] };
}
