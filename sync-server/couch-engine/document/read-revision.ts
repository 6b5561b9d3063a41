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
import { leavesFrom, leavesOf, splitRevision, type RevisionTree } from '../tree/revision-tree.ts';
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

export type OpenRevision = { asked: string; found: FoundRevision | undefined };

/**
 * For `open_revs` and `_bulk_get`: each asked revision once, or with `latest` the leaves grown from
 * it. In the order of positions and ids, what is missing last.
 */
export function openRevisions(
  sql: Sql,
  row: DocumentRow | undefined,
  asked: readonly string[] | 'all',
  latest: boolean
): OpenRevision[] {
  const tree: RevisionTree = row ? treeFromText(row.tree) : new Map();
  const wanted = asked === 'all' ? leavesOf(tree).map((leaf) => leaf.rev) : asked;
  const opened = new Map<string, OpenRevision>();
  for (const rev of wanted) {
    const node = tree.get(rev);
    const nodes = node && latest ? leavesFrom(tree, node) : [node];
    for (const one of nodes) {
      const revision = one && findRevision(sql, row!.pk, one.rev);
      const found =
        one && revision && { row: row!, rev: one.rev, deleted: one.deleted, revision };
      opened.set(one?.rev ?? rev, { asked: rev, found });
    }
  }
  return [...opened].sort(compareOpened).map(([, one]) => one);
}

function compareOpened([a, one]: [string, OpenRevision], [b, other]: [string, OpenRevision]) {
  const [first, second] = [splitRevision(a), splitRevision(b)];
  return (
    Number(!one.found) - Number(!other.found) ||
    first.position - second.position ||
    compareRaw(first.id, second.id)
  );
}
