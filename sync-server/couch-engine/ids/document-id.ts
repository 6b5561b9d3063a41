/**
 * Which document ids are legal: text, not empty, and an underscore first only for `_design/x`,
 * `_local/x`.
 */
import { badRequest, CouchError } from '../errors/couch-error.ts';

const illegal = (reason: string) => new CouchError(400, 'illegal_docid', reason);
/** SQLite compares whole keys; CouchDB's own limit is 512 by default in clusters that set one. */
const longestId = 7168;

export function assertDocumentId(id: unknown): asserts id is string {
  if (typeof id !== 'string') throw illegal('Document id must be a string');
  if (id === '') throw illegal('Document id must not be empty');
  if (!id.isWellFormed()) throw badRequest('invalid UTF-8 JSON');
  if (id.length > longestId) throw illegal('Document id is too long');
  if (id.startsWith('_') && !isReservedKind(id)) {
    throw illegal('Only reserved document ids may start with underscore.');
  }
}

function isReservedKind(id: string): boolean {
  if (id === '_design/' || id === '_local/') throw illegal('Illegal document id `' + id + '`');
  return id.startsWith('_design/') || id.startsWith('_local/');
}

export function isLocalId(id: string): boolean {
  return id.startsWith('_local/');
}

export function isDesignId(id: string): boolean {
  return id.startsWith('_design/');
}
