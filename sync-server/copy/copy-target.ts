// A copy is written only into what is empty or a copy of the same store on which no server has run:
// two stores that both went on would have two truths about one order, and nothing could join them.
import { readPages } from '../reach/read-pages.ts';
import { WrongPlace, shownPlace } from '../reach/place.ts';
import type { Reached } from '../reach/reach-store.ts';
import { EPOCH_ID } from '../store/epoch.ts';
import type { Store } from '../store/store.ts';
import type { Database } from '../store/database.ts';

const MARK_ID = '_local/copied-from';

/** Marks the target as a copy of this source. @throws WrongPlace where it may not be written to */
export async function claimTarget(source: Reached, target: Reached, store: Store): Promise<void> {
  const pages = readPages(target.connection, target.place.prefix);
  const shown = shownPlace(target.place);
  if (await pages.get('people', EPOCH_ID)) {
    throw new WrongPlace(
      `A server has worked on ${shown}, so it is no copy any more. Nothing was changed: copy ` +
        'into an empty place.'
    );
  }
  const from = await identityOf(source);
  const mark = await pages.get('people', MARK_ID);
  if (mark?.from === from) return;
  if (mark || ((await pages.info('people'))?.doc_count ?? 0) > 0) {
    throw new WrongPlace(
      `${shown} holds another store. Nothing was changed: copy into an empty place.`
    );
  }
  const body = { from };
  const path = MARK_ID;
  const db = `${target.place.prefix}people`;
  await store.people.ready();
  await target.connection.request({ method: 'PUT', db, path, body });
}

export function makeDatabase(store: Store, name: string): Promise<void> {
  return databaseOf(store, name).ready();
}

function databaseOf(store: Store, name: string): Pick<Database<never>, 'ready'> {
  const [, kind, provider] = /^(inbox|outbox)-(.+)$/.exec(name) ?? [];
  if (kind === 'inbox') return store.inbox(provider!);
  if (kind === 'outbox') return store.outbox(provider!);
  return store[name as 'orders'];
}

async function identityOf({ connection, place }: Reached): Promise<string> {
  const answer = await connection.request<{ uuid?: string }>({ path: '' });
  return `${(answer.ok && answer.body.uuid) || shownPlace(place)}/${place.prefix}`;
}
