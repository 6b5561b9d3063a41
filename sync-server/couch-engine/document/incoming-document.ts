/**
 * A document as a client sends it, taken apart and checked before anything is written.
 *
 * 1. Members with a leading underscore mean something or are refused; the body keeps none of them,
 *    except `_access` and `_replication_*`, which replicators write into their own documents.
 * 2. The body is kept as JSON text: what was sent is what is read.
 * 3. A number beyond what a double holds (1e400) is refused, because it would be stored as null.
 */
import {
  parseAttachments,
  type FollowingBytes,
  type IncomingAttachment
} from '../attachments/attachment.ts';
import { badRequest, CouchError } from '../errors/couch-error.ts';
import { assertDocumentId, isLocalId } from '../ids/document-id.ts';
import { parseRevision, type Revision } from '../ids/revision-id.ts';
import { isLargerThan } from '../json/encoded-size.ts';
import { isRecord } from '../json/is-record.ts';
import type { RevisionPath } from '../tree/revision-tree.ts';

export interface IncomingDocument {
  id: string;
  revision: Revision | undefined;
  /** History as given by `_revisions`, newest first; only replicated writes use it. */
  path: RevisionPath | undefined;
  deleted: boolean;
  attachments: IncomingAttachment[];
  /** The body without reserved members. */
  text: string;
}

export interface ParseOptions {
  /** The id of the URL; it wins over an `_id` in the body. */
  id?: string | undefined;
  newId: () => string;
  maxDocumentBytes: number;
  following?: FollowingBytes | undefined;
}

/** Members that servers and clients put into documents and that are not stored. */
const ignoredMembers = new Set(['_revs_info', '_conflicts', '_deleted_conflicts', '_local_seq']);

/** Members that stay in the body: of replicators' own documents, and one kept for later use. */
const keptMembers = new Set([
  '_access',
  '_replication_id',
  '_replication_state',
  '_replication_state_time',
  '_replication_state_reason',
  '_replication_stats'
]);

export function parseDocument(value: unknown, options: ParseOptions): IncomingDocument {
  if (!isRecord(value)) throw badRequest('Document must be a JSON object');
  const body = value;
  const given: Record<string, unknown> = {};
  for (const member of Object.keys(body)) {
    if (!member.startsWith('_') || keptMembers.has(member)) continue;
    const isKnown = isReserved(member) || ignoredMembers.has(member);
    if (!isKnown || !isOfItsKind(member, body[member])) {
      throw invalid(`Bad special document member: ${member}`);
    }
    given[member] = body[member];
    delete body[member];
  }
  const id = documentId(given._id, options);
  const text = JSON.stringify(body);
  if (isLargerThan(options.maxDocumentBytes, text, body)) {
    throw new CouchError(413, 'document_too_large', id);
  }
  const path =
    given._revisions === undefined
      ? undefined
      : parsePath(given._revisions as Record<string, unknown>, isLocalId(id));
  const newest = path && { position: path.start, id: path.ids[0]! };
  return {
    id,
    revision: given._rev === undefined ? newest : parseRevision(given._rev),
    path,
    deleted: given._deleted === true,
    attachments:
      given._attachments === undefined
        ? []
        : parseAttachments(given._attachments, options.following),
    text
  };
}

const invalid = (reason: string) => new CouchError(400, 'doc_validation', reason);

function isOfItsKind(member: string, value: unknown): boolean {
  if (member === '_deleted') return typeof value === 'boolean';
  return (member !== '_attachments' && member !== '_revisions') || isRecord(value);
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
  return options.id ?? given ?? options.newId();
}

function parsePath(value: Record<string, unknown>, isLocal: boolean): RevisionPath {
  const { start, ids } = value;
  if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 0) {
    throw invalid("_revisions.start isn't an integer.");
  }
  if (!Array.isArray(ids) || ids.length === 0 || (ids.length > start && !isLocal)) {
    throw invalid("_revisions.ids isn't a array.");
  }
  for (const id of ids) {
    if (typeof id !== 'string' || !id.isWellFormed()) {
      throw invalid("RevId isn't a string");
    }
  }
  return { start, ids: ids as string[] };
}
