/** Which revision a read means, and the words for its absence. */
import { missing } from '../errors/couch-error.ts';
import { parseRevision, revisionText } from '../ids/revision-id.ts';
import type { DatabaseRow } from '../storage/database-rows.ts';
import {
  findDocument,
  findRevision,
  type DocumentRow,
  type StoredRevision
} from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { leavesFrom } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';

export interface FoundRevision {
  row: DocumentRow;
  rev: string;
  deleted: boolean;
  revision: StoredRevision;
}

interface Wanted {
  /** The leaf that grew from the named revision, instead of that itself. */
  latest?: boolean;
  /** The winner also if it is a tombstone. */
  deleted?: boolean;
}

/** The winner if no revision is named. Throws 404 `missing` or `deleted`. */
export function readRevision(
  sql: Sql,
  database: DatabaseRow,
  id: string,
  named?: string | undefined,
  wanted: Wanted = {}
): FoundRevision {
  const asked = named === undefined ? undefined : revisionText(parseRevision(named));
  const row = findDocument(sql, database.pk, id);
  if (!row) throw missing();
  if (asked === undefined) {
    if (row.deleted && !wanted.deleted) throw missing('deleted');
    const deleted = row.deleted === 1;
    return { row, rev: row.winner, deleted, revision: body(sql, row, row.winner) };
  }
  if (asked === row.winner) {
    return { row, rev: asked, deleted: row.deleted === 1, revision: body(sql, row, asked) };
  }
  const tree = treeFromText(row.tree);
  let node = tree.get(asked);
  if (node && wanted.latest) node = leavesFrom(tree, node)[0];
  if (!node) throw missing();
  return { row, rev: node.rev, deleted: node.deleted, revision: body(sql, row, node.rev) };
}

function body(sql: Sql, row: DocumentRow, rev: string): StoredRevision {
  const revision = findRevision(sql, row.pk, rev);
  if (!revision) throw missing();
  return revision;
}

export type OpenRevision = { asked: string; found: FoundRevision | undefined };

/**
 * For `open_revs` and `_bulk_get`: each asked revision once, or with `latest` the leaves grown from
 * it.
 */
export function openRevisions(
  sql: Sql,
  row: DocumentRow,
  asked: readonly string[] | 'all',
  latest: boolean
): OpenRevision[] {
  const tree = treeFromText(row.tree);
  const wanted = asked === 'all' ? leavesFromAll(tree) : [...new Set(asked)];
  const opened = new Map<string, OpenRevision>();
  for (const rev of wanted) {
    const node = tree.get(rev);
    const nodes = node && latest ? leavesFrom(tree, node) : [node];
    for (const one of nodes) {
      const revision = one && findRevision(sql, row.pk, one.rev);
      const found = one && revision && { row, rev: one.rev, deleted: one.deleted, revision };
      opened.set(one?.rev ?? rev, { asked: rev, found });
    }
  }
  return [...opened.values()];
}

function leavesFromAll(tree: ReturnType<typeof treeFromText>): string[] {
  const revs: string[] = [];
  for (const node of tree.values()) if (node.childCount === 0) revs.push(node.rev);
  return revs;
}
