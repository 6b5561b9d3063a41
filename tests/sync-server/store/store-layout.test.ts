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
  const isMissing = request.method === 'GET' && !name.startsWith('_') && !made.has(name);
  response.writeHead(isMissing ? 404 : 200, { 'content-type': 'application/json' });
  response.end(name === '_all_dbs' ? '[]' : '{"ok":true,"cluster":{"n":1}}');
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
  it('have one copy each, and shards that spread what is large', async () => {
    const { orders, people, ledger, cases, audit, catalog, editing, mails, places } = store;
    const all = [orders, people, ledger, cases, audit, catalog, editing, mails, places];
    const own = [store.inbox('anna'), store.outbox('anna')];
    await Promise.all([...all, ...own].map((database) => database.ready()));
    const [large, small] = [
      { n: '1', q: '4' },
      { n: '1', q: '1' }
    ];
    expect(Object.fromEntries(made)).toEqual({
      ...{ 'p-orders': large, 'p-people': large, 'p-ledger': large },
      ...{
        'p-cases': small,
        'p-audit': small,
        'p-mails': small,
        'p-catalog': small,
        'p-editing': small,
        'p-places': small
      },
      ...{ 'p-inbox-anna': small, 'p-outbox-anna': small }
    });
  });
});
