import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aPackage } from './builders.ts';
import { startTestEngine } from './test-engine.ts';

/** Two processes share nothing but the database: each has a store of its own, with queues and memory of its own. */
export interface TwoStores {
  store: Store;
  otherStore: Store;
  close(): Promise<void>;
}

export async function twoStores(): Promise<TwoStores> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-two-'));
  const [user, password] = ['mila', 'secret'];
  const engine = await startTestEngine({ dataDir, host: '127.0.0.1', port: 0, user, password });
  const couchdbUrl = engine.url.replace('://', `://${user}:${password}@`);
  const store = await openStore({ couchdbUrl, couchdbPrefix: '', dataDir });
  const otherStore = await openStore({ couchdbUrl, couchdbPrefix: '', dataDir });
  await store.catalog.put({ ...aPackage() });
  return {
    store,
    otherStore,
    async close() {
      await store.close();
      await otherStore.close();
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}
