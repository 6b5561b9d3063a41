import { openStore, type Store } from '../store/store.ts';
import type { Reached } from './reach-store.ts';

/** A place as the server opens it: databases are made with as many copies as they need. */
export function openStoreAt({ address, place }: Reached): Promise<Store> {
  return openStore({ couchdbUrl: address, couchdbPrefix: place.prefix, dataDir: '' });
}
