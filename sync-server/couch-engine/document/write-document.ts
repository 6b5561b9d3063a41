/**
 * Writing one document, inside a task of the write queue.
 *
 * 1. An edit must name a leaf, or nothing if the document is new or its winner is deleted; else it
 *    is a conflict and nothing is written. As in CouchDB, a deleted document is edited by no name,
 *    and a new one also on a revision that nobody knows.
 * 2. A revision's id is a hash of its parent, its deletion and its content: the same edit made on
 *    two engines is the same revision.
 * 3. A replicated write (new_edits: false) is merged, never refused, and does nothing the second
 *    time. The body of a known ancestor is kept if there was none.
 * 4. The document row, its revision, the counters and the index rows change in one transaction.
 * 5. One leaf is the rule: then the tree's text only grows by a word. Else it is read and merged.
 */
import { createHash } from 'node:crypto';
import { missingStub } from '../attachments/attachment.ts';
import { resolveAttachments } from '../attachments/resolve-attachments.ts';
import { conflict } from '../errors/couch-error.ts';
import { isDesignId } from '../ids/document-id.ts';
import { parseRevision, revisionText, type Revision } from '../ids/revision-id.ts';
import { indexDocument } from '../indexes/index-rows.ts';
import { advance, type DatabaseRow } from '../storage/database-rows.ts';
import {
  deleteRevisions,
  findDocument,
  findRevision,
  insertDocument,
  insertRevision,
  updateDocument,
  type DocumentRow
} from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { mergePath, type RevisionPath, type RevisionTree } from '../tree/revision-tree.ts';
import { grownTree, newTree, settledTree, type TreeAfter } from '../tree/tree-growth.ts';
import { treeFromText } from '../tree/tree-text.ts';
import type { IncomingDocument } from './incoming-document.ts';

export interface Written {
  id: string;
  rev: string;
}

/** `since`: where the request began. */
export function writeEdit(
  sql: Sql,
  database: DatabaseRow,
  incoming: IncomingDocument,
  since = database.seq
): Written {
  const row = findDocument(sql, database.pk, incoming.id);
  if (!row) assertNoStubs(incoming);
  const parent = row
    ? editedRevision(row, incoming)
    : unknownRevision(sql, database, incoming, since);
  const position = (parent?.position ?? 0) + 1;
  const parentRev = parent && revisionText(parent);
  const source = row && parentRev ? { doc: row.pk, rev: parentRev } : undefined;
  const attachments = resolveAttachments(sql, database.pk, incoming, position, source);
  const id = newRevisionId(parentRev, incoming, attachments);
  const rev = `${position}-${id}`;
  const grown = { parent: parentRev, rev, deleted: incoming.deleted };
  const after = row ? grownTree(row, grown, database.revsLimit) : newTree(grown);
  storeRevision(sql, database, row, { rev, incoming, attachments, after });
  return { id: incoming.id, rev };
}

/** `since`: where the request began; several revisions of one document in it are one change. */
export function writeReplica(
  sql: Sql,
  database: DatabaseRow,
  incoming: IncomingDocument,
  since = database.seq
): Written {
  const path = replicatedPath(incoming);
  const rev = `${path.start}-${path.ids[0]!}`;
  const row = findDocument(sql, database.pk, incoming.id);
  const tree: RevisionTree = row ? treeFromText(row.tree) : new Map();
  const { isNew, isChanged } = mergePath(tree, path, incoming.deleted);
  const isStored = !isNew && findRevision(sql, row!.pk, rev) !== undefined;
  if (!isChanged && isStored) return { id: incoming.id, rev };
  if (!isNew && !isStored) tree.get(rev)!.deleted = incoming.deleted;
  const source = { doc: row?.pk ?? 0, rev: undefined, path };
  const attachments = isStored
    ? null
    : resolveAttachments(sql, database.pk, incoming, path.start, source);
  const after = settledTree(tree, database.revsLimit);
  const seq = row && row.seq > since ? row.seq : undefined;
  storeRevision(sql, database, row, { rev, incoming, attachments, after, isStored, seq });
  return { id: incoming.id, rev };
}

function replicatedPath(incoming: IncomingDocument): RevisionPath {
  if (incoming.path) return incoming.path;
  const { position, id } = incoming.revision!;
  return { start: position, ids: [id] };
}

/**
 * The revision that a new document names although nobody knows it. CouchDB refuses it only where it
 * has to look: for attachments, for design documents, and as long as it has not read which design
 * documents validate, which it does with the first plain write.
 */
function unknownRevision(
  sql: Sql,
  database: DatabaseRow,
  { id, revision, attachments }: IncomingDocument,
  since: number
): Revision | undefined {
  if (!revision) return undefined;
  const last = 'SELECT id FROM documents WHERE db = ? AND seq <= ? ORDER BY seq DESC LIMIT 1';
  const before = sql.one<{ id: string }>(last, database.pk, since);
  const isLookedAt = attachments.length > 0 || isDesignId(id) || !before || isDesignId(before.id);
  if (isLookedAt) throw conflict();
  return revision;
}

/** The revision that the edit builds on. */
function editedRevision(row: DocumentRow, incoming: IncomingDocument): Revision {
  const named = incoming.revision;
  if (!named) {
    if (!row.deleted || incoming.deleted) throw conflict();
    return parseRevision(row.winner);
  }
  if (row.deleted) throw conflict();
  const rev = revisionText(named);
  if (rev === row.winner) return named;
  if (row.leaves === 1) throw conflict();
  const node = treeFromText(row.tree).get(rev);
  if (!node || node.childCount > 0) throw conflict();
  return named;
}

function assertNoStubs({ id, attachments }: IncomingDocument): void {
  const stub = attachments.find((one) => !one.bytes);
  if (stub) throw missingStub(id, stub.name);
}

interface NewRevision {
  rev: string;
  incoming: IncomingDocument;
  /** JSON text of what the revision stores of its attachments. */
  attachments: string | null;
  after: TreeAfter;
  /** Whether only the tree is new. */
  isStored?: boolean;
  /** The change that this is part of; a new one if there is none. */
  seq?: number | undefined;
}

function storeRevision(
  sql: Sql,
  database: DatabaseRow,
  before: DocumentRow | undefined,
  { rev, incoming, attachments, after, isStored = false, seq: known }: NewRevision
): void {
  const { id } = incoming;
  const text = isStored ? '' : incoming.text;
  const wasLive = before !== undefined && !before.deleted;
  const wasDeleted = before !== undefined && !wasLive;
  const seq = advance(sql, database, {
    live: Number(!after.deleted) - Number(wasLive),
    deleted: Number(after.deleted) - Number(wasDeleted),
    bytes: text.length,
    superseded: before ? text.length : 0,
    seq: known
  });
  const { leaves, winner, tree } = after;
  const row = { db: database.pk, id, seq, deleted: Number(after.deleted), leaves, winner, tree };
  const pk = before?.pk ?? insertDocument(sql, row);
  if (before) updateDocument(sql, { pk, ...row });
  if (!isStored) insertRevision(sql, pk, rev, text, attachments);
  if (after.dropped.length > 0) deleteRevisions(sql, pk, after.dropped);
  indexDocument(sql, database, { pk, ...row });
}

function newRevisionId(
  parentRev: string | undefined,
  incoming: IncomingDocument,
  attachments: string | null
): string {
  const hash = createHash('md5');
  hash.update(`${incoming.deleted ? 1 : 0} ${parentRev ?? ''}\n`);
  hash.update(incoming.text);
  if (attachments) hash.update(`\n${contentOf(attachments)}`);
  return hash.digest('hex');
}

/** Names, types and digests, without the keys of the bytes, which differ between engines. */
function contentOf(attachments: string): string {
  const stored = JSON.parse(attachments) as { name: string; contentType: string; digest: string }[];
  return JSON.stringify(stored.map((one) => [one.name, one.contentType, one.digest]));
}
