import { openStore, type Store } from '../../sync-server/store/store.ts';
import type { RealServer } from '../support/real-server.ts';

/** Stops the server and reads what it has written down: the truth behind every screen. */
export async function readBooks<T>(
  server: RealServer,
  read: (store: Store) => Promise<T>
): Promise<T> {
  await server.stop();
  const store = await openStore({
    couchdbUrl: null,
    couchdbPrefix: '',
    dataDir: server.dataDir
  });
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}
