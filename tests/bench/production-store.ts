import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aStore } from '../support/order-work.ts';

/**
 * Figures are taken on the engine that runs in production, a worker that waits for the disk; the
 * tests' own one has neither.
 */
export const productionStore = (): Promise<Store> =>
  aStore((dataDir) => openStore({ couchdbUrl: null, couchdbPrefix: '', dataDir }));
