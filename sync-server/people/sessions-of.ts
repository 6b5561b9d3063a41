// Sessions by the account that they are of.
import type { Store } from '../store/store.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';

export interface SessionOf extends StoredDocument {
  account: string;
  person: { id: string };
  generation?: number;
  device: string | null;
  createdAt: number;
  expiresAt: number;
}

const INDEX = { name: 'sessions-by-account', fields: ['type', 'account'] };

export function sessionsOf(
  { people }: Pick<Store, 'people'>,
  account: string
): AsyncIterable<Stored<SessionOf>> {
  return people.findAll<SessionOf>({ selector: { type: 'session', account }, index: INDEX });
}

/** Nothing is left of them, address and name neither. Those of who has the address by now stay. */
export async function endSessionsOf(
  store: Pick<Store, 'people'>,
  account: string,
  person: string
): Promise<void> {
  for await (const { _id, _rev, person: theirs } of sessionsOf(store, account)) {
    if (theirs.id === person) await store.people.remove(_id, _rev);
  }
}
