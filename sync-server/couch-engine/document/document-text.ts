/**
 * A stored revision as JSON text, with what the request asks to be added.
 * The body is spliced in as it was stored; nothing is parsed to be written again.
 */
import { parseStored, storedBytes, type StoredAttachment } from '../storage/blob-rows.ts';
import {
  availableRevisions,
  type DocumentRow,
  type StoredRevision
} from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { ancestry, leavesOf, type RevisionTree } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';

const threes = 3 * 1024 * 1024;

export interface DocumentView {
  revs?: boolean;
  revsInfo?: boolean;
  conflicts?: boolean;
  deletedConflicts?: boolean;
  attachments?: AttachmentView | undefined;
}

export interface AttachmentView {
  /** `inline`: base64; `follows`: the bytes come after, in a multipart answer. */
  form: 'inline' | 'follows';
  /** Only what is newer than the newest of these revisions that the client has. */
  since?: readonly string[] | undefined;
}

type Head = Pick<DocumentRow, 'pk' | 'id'> & { tree?: string };

export function documentText(
  sql: Sql,
  row: Head,
  rev: string,
  revision: StoredRevision,
  isDeleted: boolean,
  view: DocumentView = {}
): string {
  let text = `{"_id":${JSON.stringify(row.id)},"_rev":${JSON.stringify(rev)}`;
  if (isDeleted) text += ',"_deleted":true';
  const body = revision.body.slice(1, -1);
  if (body !== '') text += `,${body}`;
  if (revision.attachments !== null) {
    text += `,"_attachments":${attachmentsText(sql, row, rev, revision, view.attachments)}`;
  }
  if (needsTree(view)) text += treeMembers(sql, row, rev, view);
  return `${text}}`;
}

function needsTree(view: DocumentView): boolean {
  return Boolean(view.revs || view.revsInfo || view.conflicts || view.deletedConflicts);
}

function treeMembers(sql: Sql, row: Head, rev: string, view: DocumentView): string {
  const tree = treeFromText(row.tree!);
  const node = tree.get(rev);
  let text = '';
  if (node && view.revs) {
    const ids = ancestry(node).map((one) => one.id);
    text += `,"_revisions":${JSON.stringify({ start: node.position, ids })}`;
  }
  if (node && view.revsInfo) {
    const available = availableRevisions(sql, row.pk);
    const infos = ancestry(node).map((one) => ({
      rev: one.rev,
      status: !available.has(one.rev) ? 'missing' : one.deleted ? 'deleted' : 'available'
    }));
    text += `,"_revs_info":${JSON.stringify(infos)}`;
  }
  if (view.conflicts) text += conflictMember('_conflicts', otherLeaves(tree, false));
  if (view.deletedConflicts) {
    text += conflictMember('_deleted_conflicts', otherLeaves(tree, true));
  }
  return text;
}

/** What else there is beside the winner. */
export function otherLeaves(tree: RevisionTree, deleted: boolean): string[] {
  const others = leavesOf(tree).slice(1);
  return others.filter((leaf) => leaf.deleted === deleted).map((leaf) => leaf.rev);
}

function conflictMember(name: string, revs: string[]): string {
  return revs.length === 0 ? '' : `,"${name}":${JSON.stringify(revs)}`;
}

function attachmentsText(
  sql: Sql,
  row: Head,
  rev: string,
  revision: StoredRevision,
  view: AttachmentView | undefined
): string {
  const floor = view?.since && row.tree ? knownPosition(row.tree, rev, view.since) : 0;
  const members = parseStored(revision.attachments).map((one) => {
    const isWanted = view !== undefined && one.revpos > floor;
    return `${JSON.stringify(one.name)}:${attachmentText(sql, one, isWanted ? view : undefined)}`;
  });
  return `{${members.join(',')}}`;
}

/** Position of the newest of the client's revisions that is an ancestor of this one. */
export function knownPosition(tree: string, rev: string, since: readonly string[]): number {
  const node = treeFromText(tree).get(rev);
  const known = new Set(since);
  return (node && ancestry(node).find((one) => known.has(one.rev))?.position) ?? 0;
}

function attachmentText(sql: Sql, one: StoredAttachment, view: AttachmentView | undefined): string {
  const { contentType: content_type, revpos, digest, length } = one;
  const common = { content_type, revpos, digest };
  if (view === undefined) return JSON.stringify({ ...common, length, stub: true });
  if (view.form === 'follows') return JSON.stringify({ ...common, length, follows: true });
  return JSON.stringify({ ...common, data: base64(sql, one) });
}

/** Piece by piece: three bytes are four letters, so pieces of whole threes can be joined. */
function base64(sql: Sql, one: StoredAttachment): string {
  const { length, pieces } = storedBytes(sql, one);
  let text = '';
  for (let from = 0; from < length; from += threes) {
    const part = Buffer.concat([...pieces(from, Math.min(from + threes, length))]);
    text += part.toString('base64');
  }
  return text;
}
