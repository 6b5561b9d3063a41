/**
 * Compaction: bodies of revisions that are no leaves are dropped, then bytes that nobody names.
 * In steps through the write queue; a crash leaves a database that is merely less compact.
 */
import { sweepBytes } from '../storage/blob-rows.ts';
import { findDatabase } from '../storage/database-rows.ts';
import { availableRevisions, deleteRevisions, type DocumentRow } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import type { Store } from '../storage/store.ts';
import { leavesOf } from '../tree/revision-tree.ts';
import { treeFromText } from '../tree/tree-text.ts';

const documentsPerStep = 500;
const running = new WeakMap<Store, Set<number>>();

export async function compact(store: Store, name: string): Promise<void> {
  const database = findDatabase(store.sql, name);
  if (!database || isRunning(store, database.pk)) return;
  running.get(store)!.add(database.pk);
  try {
    let after: number | undefined = 0;
    while (after !== undefined && !store.isClosed) {
      const from: number = after;
      after = await store.queue.submit(() => compactStep(store.sql, database.pk, from));
    }
    await store.queue.submit(() => finish(store.sql, database.pk));
    store.sql.exec('PRAGMA incremental_vacuum(2000)');
  } finally {
    running.get(store)!.delete(database.pk);
  }
}

function isRunning(store: Store, db: number): boolean {
  if (!running.has(store)) running.set(store, new Set());
  return running.get(store)!.has(db);
}

/**
 * Compacts if superseded bodies outweigh everything else. Never fails the write that triggers it.
 */
export function autoCompact(store: Store, name: string): void {
  const row = findDatabase(store.sql, name);
  if (!row || row.supersededBytes * 2 < row.bytes || isRunning(store, row.pk)) return;
  compact(store, name).catch((error: unknown) => {
    if (!store.isClosed) console.error('engine: compaction failed:', error);
  });
}

function compactStep(sql: Sql, db: number, after: number): number | undefined {
  const rows = sql.all<Pick<DocumentRow, 'pk' | 'leaves' | 'winner' | 'tree'>>(
    'SELECT pk, leaves, winner, tree FROM documents WHERE db = ? AND pk > ? ORDER BY pk LIMIT ?',
    db,
    after,
    documentsPerStep
  );
  for (const row of rows) {
    if (row.leaves === 1) {
      sql.run('DELETE FROM revisions WHERE doc = ? AND rev <> ?', row.pk, row.winner);
      continue;
    }
    const leaves = new Set(leavesOf(treeFromText(row.tree)).map((leaf) => leaf.rev));
    const stored = [...availableRevisions(sql, row.pk)];
    deleteRevisions(
      sql,
      row.pk,
      stored.filter((rev) => !leaves.has(rev))
    );
  }
  return rows.length < documentsPerStep ? undefined : rows.at(-1)!.pk;
}

function finish(sql: Sql, db: number): void {
  sweepBytes(sql, db);
  const text = `SELECT coalesce(sum(length(body)), 0) n FROM revisions
    JOIN documents ON documents.pk = revisions.doc WHERE documents.db = ?`;
  const { n } = sql.one<{ n: number }>(text, db)!;
  sql.run('UPDATE databases SET bytes = ?, supersededBytes = 0 WHERE pk = ?', n, db);
}
