import { startEngine } from '../../sync-server/couch-engine/engine.ts';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { storeSettings } from './store-under-test.ts';

type EngineOptions = Parameters<typeof startEngine>[0];

/**
 * The embedded engine in this very process, and without waiting for the disk: a hundred times
 * quicker to start than production's worker. That one, and the disk, are proved by the store's
 * contracts, the tests that kill, and e2e.
 */
export const startTestEngine = (options: EngineOptions) =>
  startEngine({ ...options, durable: false });

/** A store over such an engine, or over the CouchDB that COUCHDB_URL names. */
export const openTestStore = (dataDir: string): Promise<Store> =>
  openStore(storeSettings(dataDir), startTestEngine);
