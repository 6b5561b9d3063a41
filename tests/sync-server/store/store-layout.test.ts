import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../sync-server/store/store.ts';

/** A CouchDB that makes every database it is asked for and writes down how. */
const made = new Map<string, Record<string, string>>();
const couch = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://couch');
  const name = pathname.slice(1);
  if (request.method === 'PUT' && !name.includes('/')) {
    made.set(name, Object.fromEntries(searchParams));
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(name === '_all_dbs' ? '[]' : '{"ok":true}');
});

let store: Store;
beforeAll(async () => {
  await new Promise<void>((resolve) => couch.listen(0, '127.0.0.1', resolve));
  const { port } = couch.address() as AddressInfo;
  const couchdbUrl = `http://mila:secret@127.0.0.1:${port}`;
  store = await openStore({ couchdbUrl, couchdbPrefix: 'p-', dataDir: '' });
});
afterAll(async () => {
  await store.close();
  couch.close();
});

describe('[R5.7, P4.1] databases on a CouchDB cluster', () => {
  it('have one copy where a revision decides a race, and the usual ones where actions are kept', async () => {
    const { orders, people, ledger, cases, catalog, mails, places } = store;
    const all = [orders, people, ledger, cases, catalog, mails, places];
    const own = [store.inbox('anna'), store.outbox('anna')];
    await Promise.all([...all, ...own].map((database) => database.ready()));
    expect(Object.fromEntries(made)).toEqual({
      'p-orders': { n: '1' },
      'p-people': { n: '1' },
      'p-ledger': { n: '1' },
      'p-cases': { n: '1', q: '1' },
      'p-mails': { n: '1', q: '1' },
      'p-inbox-anna': { n: '1', q: '1' },
      'p-catalog': { q: '1' },
      'p-places': { q: '1' },
      'p-outbox-anna': { q: '1' }
    });
  });
});
