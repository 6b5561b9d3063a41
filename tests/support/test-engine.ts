import { startEngine } from '../../sync-server/couch-engine/engine.ts';
import { openStore, type Store } from '../../sync-server/store/store.ts';

type EngineOptions = Parameters<typeof startEngine>[0];

/**
 * The embedded engine in this very process, and without waiting for the disk: a hundred times
 * quicker to start than production's worker. That one, and the disk, are proved by the store's
 * contracts, the tests that kill, and e2e.
 */
export const startTestEngine = (options: EngineOptions) =>
  startEngine({ ...options, durable: false });

/** A store over such an engine. */
export const openTestStore = (dataDir: string): Promise<Store> =>
  openStore({ couchdbUrl: null, couchdbPrefix: '', dataDir }, startTestEngine);
