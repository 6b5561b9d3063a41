/** Ends what a DELETE of a large database began, step by step, so that others get their turns. */
import { deleteRemains, remainingDatabases } from './database-rows.ts';
import type { Store } from './store.ts';

export async function clearRemains(store: Store, pk: number): Promise<void> {
  let isDone = false;
  while (!isDone && !store.isClosed) {
    isDone = await store.queue.submit(() => deleteRemains(store.sql, pk));
  }
  store.sql.exec('PRAGMA incremental_vacuum(2000)');
}

/** In the background; also at a start, after a stop or a crash. */
export function resumeClearing(store: Store): void {
  for (const pk of remainingDatabases(store.sql)) {
    clearRemains(store, pk).catch((error: unknown) => {
      if (!store.isClosed) console.error('engine: clearing failed:', error);
    });
  }
}
