import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../sync-server/authority/authority.ts';
import { aDevice } from '../support/a-device.ts';
import { startTestServer, type SignedInDevice, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import type { ReceivedAction } from '../../sync-server/outbox/received-action.ts';

const received: ReceivedAction[] = [];
const authority: Authority = {
  take(actions) {
    received.push(...actions);
    return Promise.resolve();
  }
};
interface Kept {
  _id: string;
  n?: number;
}

let server: TestServer;
let anna: SignedInDevice;
const opened: RxDatabase[] = [];
beforeAll(async () => {
  server = await startTestServer({ listen: true, authority });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  await server.store.catalog.bulk(
    Array.from({ length: 130 }, (_, n) => ({ _id: `package:p${n}`, n }))
  );
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.remove();
});
afterAll(() => server.close());

async function aCollection(): Promise<RxCollection<Kept>> {
  const db = await createRxDatabase({
    name: `db${opened.length}-${Math.random().toString(36).slice(2)}`,
    storage: getRxStorageMemory(),
    multiInstance: false
  });
  opened.push(db);
  const { kept } = await db.addCollections({
    kept: {
      schema: {
        version: 0,
        primaryKey: '_id',
        type: 'object',
        properties: { _id: { type: 'string', maxLength: 120 } }
      }
    }
  });
  return kept as unknown as RxCollection<Kept>;
}

function replicate(
  collection: RxCollection<Kept>,
  name: string,
  direction: { pull?: object; push?: object },
  { live = true, who = anna } = {}
) {
  return replicateCouchDB<Kept>({
    replicationIdentifier: `${name}-${collection.database.name}`,
    collection,
    url: `${server.url}/sync/${name}/`,
    fetch: (url, options) =>
      fetch(url, { ...options, headers: { ...options?.headers, ...who.headers } }),
    live,
    retryTime: 200,
    ...direction
  });
}

describe("RxDB 17's CouchDB replication, as it comes", () => {
  it('pulls the catalogue once, in batches', async () => {
    const collection = await aCollection();
    const pulling = replicate(collection, 'catalog', { pull: { batchSize: 60 } }, { live: false });
    await pulling.awaitInitialReplication();
    expect(await collection.count().exec()).toBe(130);
    expect((await collection.findOne('package:p7').exec())?.toJSON()).toMatchObject({ n: 7 });
    await pulling.cancel();
  });

  it('follows the inbox live', async () => {
    const inbox = server.store.inbox('anna');
    await inbox.put({ _id: 'job:old', n: 1 } as never);
    const collection = await aCollection();
    const pulling = replicate(collection, 'inbox', { pull: {} });
    await pulling.awaitInitialReplication();
    const n = async (id: string) => (await collection.findOne(id).exec())?.toJSON().n;
    expect(await n('job:old')).toBe(1);
    // Its first long poll starts from `now`: a change before that is not seen until the next one.
    await inbox.put({ _id: 'job:new', n: 1 } as never);
    await until(async () => {
      await inbox.update('job:old', (doc) => ({ ...doc!, n: 2 }) as never);
      return (await n('job:old')) === 2;
    }, 'the change');
    await inbox.put({ _id: 'job:newer', n: 3 } as never);
    await until(async () => (await n('job:newer')) === 3, 'what is new');
    await pulling.cancel();
  });

  it('pushes its actions in order, each once, and again without harm', async () => {
    const device = await aDevice();
    const actions = [];
    for (let n = 1; n <= 30; n += 1) {
      actions.push(await device.act('note.add', { text: `${n}` }, { provider: 'anna' }));
    }
    for (const attempt of ['first', 'again']) {
      const collection = await aCollection();
      await collection.bulkInsert(actions as unknown as Kept[]);
      const pushing = replicate(collection, 'outbox', { push: {} }, { live: false });
      await pushing.awaitInitialReplication();
      await server.deps.outboxWorker.idle();
      expect([attempt, received.map(({ envelope }) => envelope)]).toEqual([attempt, actions]);
      await pushing.cancel();
    }
  });

  it('goes on after a 401 as soon as there is a session again', async () => {
    const who = await server.signIn('anna@example.org');
    await server.app.inject({ method: 'DELETE', url: '/api/session', headers: who.headers });
    const collection = await aCollection();
    await collection.insert({ _id: 'tablet-rx401:0000000001', n: 1 });
    const errors: unknown[] = [];
    const pushing = replicate(collection, 'outbox', { push: {} }, { who });
    pushing.error$.subscribe((error) => errors.push(error));
    await until(() => errors.length > 0, 'the refusal');
    const again = await server.signIn('anna@example.org', who.device);
    who.headers = again.headers;
    const arrived = () => received.find(({ id }) => id === 'tablet-rx401:0000000001');
    await until(arrived, 'the action');
    expect(arrived()?.envelope).toEqual({ _id: 'tablet-rx401:0000000001', n: 1 });
    await pushing.cancel();
  });
});
