/** A store engine as a contract meets it: opened once for all its tests, with databases made for them. */
import { afterAll, beforeAll, describe } from 'vitest';
import { couchClient, newDatabaseName, type Answer, type CouchClient } from './couch-client.ts';

export interface OpenStore {
  url: string;
  user?: string | undefined;
  password?: string | undefined;
  close(): Promise<void>;
}

/** What the tests of a contract have in hand while they run. */
export interface StoreAtHand {
  store: OpenStore;
  couch: CouchClient;
  /** The database that `useNewDatabase` made last. */
  db: string;
  put(id: string, body: object): Promise<Answer>;
}

export function describeStore(
  title: string,
  open: () => Promise<OpenStore>,
  tests: (at: StoreAtHand) => void
): void {
  describe(title, () => {
    const at = {
      put: (id, body) => at.couch.call('PUT', `/${at.db}/${id}`, body)
    } as StoreAtHand;
    beforeAll(async () => {
      at.store = await open();
      at.couch = couchClient(at.store.url, at.store.user, at.store.password);
    });
    afterAll(() => at.store.close());
    tests(at);
  });
}

export async function useNewDatabase(at: StoreAtHand): Promise<void> {
  at.db = newDatabaseName();
  // One shard: CouchDB then tells changes in the order of the writes, as the contracts read them.
  await at.couch.call('PUT', `/${at.db}?q=1&n=1`);
}
