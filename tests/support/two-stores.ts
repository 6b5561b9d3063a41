import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aPackage } from './builders.ts';
import { couchdbUrl, removeTestDatabases, storeSettings } from './store-under-test.ts';
import { startTestEngine } from './test-engine.ts';

/** Two processes share nothing but the database: each has a store of its own, with queues and memory of its own. */
export interface TwoStores {
  store: Store;
  otherStore: Store;
  close(): Promise<void>;
}

export async function twoStores(): Promise<TwoStores> {
  const { open, close } = await sharedStore();
  const store = await open();
  const otherStore = await open();
  await store.catalog.put({ ...aPackage() });
  return { store, otherStore, close };
}

/** As many processes as are opened, over one database; closed together. */
export async function sharedStore(): Promise<{ open(): Promise<Store>; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-shared-'));
  const engine = couchdbUrl === null ? await anEngine(dataDir) : null;
  const settings = storeSettings(dataDir);
  const stores: Store[] = [];
  return {
    async open() {
      const store = await openStore(
        engine ? { ...settings, couchdbUrl: engine.address } : settings
      );
      stores.push(store);
      return store;
    },
    async close() {
      for (const each of stores) await each.close();
      await engine?.close();
      await removeTestDatabases(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}

async function anEngine(dataDir: string) {
  const [user, password] = ['mila', 'secret'];
  const { url, close } = await startTestEngine({
    ...{ dataDir, host: '127.0.0.1', port: 0 },
    ...{ user, password }
  });
  return { address: url.replace('://', `://${user}:${password}@`), close };
}
