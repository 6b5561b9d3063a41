/**
 * Fills new indexes step by step through the write queue, so that writers and readers get their
 * turns.
 */
import type { Store } from '../storage/store.ts';
import { buildStep, type IndexRow } from './index-rows.ts';

const documentsPerStep = 500;
const running = new WeakMap<Store, Map<number, Promise<void>>>();

/** Resolves when the index is ready, or gone. */
export function buildIndex(store: Store, pk: number): Promise<void> {
  const builds = running.get(store) ?? new Map<number, Promise<void>>();
  running.set(store, builds);
  let build = builds.get(pk);
  if (!build) {
    build = run(store, pk).finally(() => builds.delete(pk));
    builds.set(pk, build);
  }
  return build;
}

async function run(store: Store, pk: number): Promise<void> {
  let isDone = false;
  while (!isDone && !store.isClosed) {
    isDone = await store.queue.submit(() => {
      const index = store.sql.one<IndexRow>('SELECT * FROM indexes WHERE pk = ?', pk);
      return !index || index.ready === 1 || buildStep(store.sql, index, documentsPerStep);
    });
  }
}

/** Starts what a stop or a crash interrupted, and what a replicated design document brought. */
export function resumeBuilds(store: Store): void {
  const pending = store.sql.all<{ pk: number }>('SELECT pk FROM indexes WHERE ready = 0');
  for (const { pk } of pending) {
    buildIndex(store, pk).catch((error: unknown) => {
      if (!store.isClosed) console.error('engine: index build failed:', error);
    });
  }
}
