/** Which revision a read means, and the words for its absence. */
import { compareRaw } from '../collation/compare-values.ts';
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
import {
  ancestry,
  leavesFrom,
  leavesOf,
  splitRevision,
  type RevisionNode,
  type RevisionTree
} from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';

export interface FoundRevision {
  row: DocumentRow;
  rev: string;
  deleted: boolean;
  revision: StoredRevision;
}

/** The winner if no revision is named. Throws 404 `missing` or `deleted`. */
export function readRevision(
  sql: Sql,
  database: DatabaseRow,
  id: string,
  named?: string | undefined,
  isDeletedWelcome = false
): FoundRevision {
  const asked = named === undefined ? undefined : revisionText(parseRevision(named));
  const row = findDocument(sql, database.pk, id);
  if (!row) throw missing();
  if (asked === undefined) {
    if (row.deleted && !isDeletedWelcome) throw missing('deleted');
    const deleted = row.deleted === 1;
    return { row, rev: row.winner, deleted, revision: body(sql, row, row.winner) };
  }
  if (asked === row.winner) {
    return { row, rev: asked, deleted: row.deleted === 1, revision: body(sql, row, asked) };
  }
  const node = treeFromText(row.tree).get(asked);
  if (!node) throw missing();
  return { row, rev: node.rev, deleted: node.deleted, revision: body(sql, row, node.rev) };
}

function body(sql: Sql, row: DocumentRow, rev: string): StoredRevision {
  const revision = findRevision(sql, row.pk, rev);
  if (!revision) throw missing();
  return revision;
}

export interface OpenRevision {
  /** What is found, else what was asked for. */
  rev: string;
  found: FoundRevision | undefined;
}

/**
 * For `open_revs` and `_bulk_get`: each asked revision once, or with `latest` the leaves grown from
 * it. Several leaves stand as they grow in the tree.
 */
export function openRevisions(
  sql: Sql,
  row: DocumentRow | undefined,
  asked: readonly string[] | 'all',
  latest: boolean
): OpenRevision[] {
  const tree: RevisionTree = row ? treeFromText(row.tree) : new Map();
  const wanted = asked === 'all' ? grownLeaves(leavesOf(tree)).map((leaf) => leaf.rev) : asked;
  const opened = new Map<string, OpenRevision>();
  for (const rev of wanted) {
    const node = tree.get(rev);
    const nodes = node && latest ? grownLeaves(leavesFrom(tree, node)) : [node];
    for (const one of nodes) {
      const revision = one && findRevision(sql, row!.pk, one.rev);
      const found = one && revision && { row: row!, rev: one.rev, deleted: one.deleted, revision };
      opened.set(one?.rev ?? rev, { rev: one?.rev ?? rev, found });
    }
  }
  return [...opened.values()];
}

/** In the order of positions and ids, what is missing last. */
export function sortedRevisions(opened: OpenRevision[]): OpenRevision[] {
  return opened.sort((a, b) => {
    const [first, second] = [splitRevision(a.rev), splitRevision(b.rev)];
    return (
      Number(!a.found) - Number(!b.found) ||
      first.position - second.position ||
      compareRaw(first.id, second.id)
    );
  });
}

/** The last root first; from each root, branch by branch in the order of ids. */
function grownLeaves(leaves: RevisionNode[]): RevisionNode[] {
  const paths = new Map(leaves.map((leaf) => [leaf, ancestry(leaf).reverse()]));
  return leaves.sort((a, b) => {
    const [first, second] = [paths.get(a)!, paths.get(b)!];
    const roots =
      second[0]!.position - first[0]!.position || compareRaw(second[0]!.id, first[0]!.id);
    if (roots !== 0) return roots;
    const parting = first.findIndex((node, at) => node !== second[at]);
    return compareRaw(first[parting]?.id ?? '', second[parting]?.id ?? '');
  });
}
