/** Purging: a leaf and what only it justified are removed, and the document with its last leaf. */
import { indexDocument } from '../indexes/index-rows.ts';
import { advance, type DatabaseRow } from '../storage/database-rows.ts';
import { deleteRevisions, findDocument, updateDocument } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import { removeLeaf } from '../tree/revision-tree.ts';
import { settledTree } from '../tree/tree-growth.ts';
import { treeFromText } from '../tree/tree-text.ts';

/** Answers the revisions that were leaves and are gone now. */
export function purgeLeaves(sql: Sql, database: DatabaseRow, id: string, revs: string[]): string[] {
  const row = findDocument(sql, database.pk, id);
  if (!row) return [];
  const tree = treeFromText(row.tree);
  const purged: string[] = [];
  const removed: string[] = [];
  for (const rev of revs) {
    const node = tree.get(rev);
    if (!node || node.childCount > 0) continue;
    removed.push(...removeLeaf(tree, node));
    purged.push(rev);
  }
  if (purged.length === 0) return [];
  deleteRevisions(sql, row.pk, removed);
  const after = tree.size > 0 ? settledTree(tree, Infinity) : undefined;
  const isLive = after !== undefined && !after.deleted;
  const isDeleted = after !== undefined && after.deleted;
  const seq = advance(sql, database, {
    live: Number(isLive) - Number(!row.deleted),
    deleted: Number(isDeleted) - row.deleted,
    bytes: 0,
    superseded: 0
  });
  sql.run('UPDATE databases SET purgeSeq = purgeSeq + 1 WHERE pk = ?', database.pk);
  if (after) {
    const { leaves, winner, tree: text } = after;
    const changed = { ...row, seq, deleted: Number(after.deleted), leaves, winner, tree: text };
    updateDocument(sql, changed);
    indexDocument(sql, database, changed);
  } else {
    indexDocument(sql, database, { ...row, deleted: 1 });
    sql.run('DELETE FROM documents WHERE pk = ?', row.pk);
    sql.run('DELETE FROM revisions WHERE doc = ?', row.pk);
  }
  return purged;
}
