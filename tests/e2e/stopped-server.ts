import { openStore, type Store } from '../../sync-server/store/store.ts';
import type { RealServer } from '../support/real-server.ts';

/** Stops the server and reads, or prepares, what it has written down: the truth behind every screen. */
export async function whileStopped<T>(
  server: RealServer,
  work: (store: Store) => Promise<T>
): Promise<T> {
  await server.stop();
  const store = await openStore({
    couchdbUrl: null,
    couchdbPrefix: '',
    dataDir: server.dataDir
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
