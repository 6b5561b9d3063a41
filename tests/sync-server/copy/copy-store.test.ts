import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyStore } from '../../../sync-server/copy/copy-store.ts';
import { inCopyOrder } from '../../../sync-server/copy/database-order.ts';
import { readPlace } from '../../../sync-server/reach/place.ts';
import { reachStore } from '../../../sync-server/reach/reach-store.ts';
import { verifyStore } from '../../../sync-server/verify/verify-store.ts';
import { aWorkedStore, WORKED, type WorkedStore } from '../../support/a-worked-store.ts';
import { anOrder } from '../../support/builders.ts';
import {
  couchdbUrl,
  ON_THE_ENGINE,
  removeTestDatabases,
  storeSettings
} from '../../support/store-under-test.ts';
import { startTestEngine } from '../../support/test-engine.ts';
import { startTestServer, type TestServerOptions } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

// From the embedded engine: a CouchDB on which a server runs has no one moment to be equal with.
const placeOf = (dataDir: string) => readPlace(dataDir, {});
const startServer = (options: TestServerOptions) =>
  startTestServer({ ...options, config: ON_THE_ENGINE });

let worked: WorkedStore;
let folder: string;
const told: string[] = [];
const tell = (line: string) => void told.push(line);
beforeAll(async () => {
  worked = await aWorkedStore(ON_THE_ENGINE);
  folder = await mkdtemp(join(tmpdir(), 'mila-copy-test-'));
});
afterAll(async () => {
  await worked.close();
  await rm(folder, { recursive: true, force: true });
});
const bookAt = (server: WorkedStore['server'], id: string) =>
  server.deps.orderWork.writer.book(anOrder({ id: id as never, now: server.clock.now() }));

/** That of COUCHDB_URL, or an engine that runs alone. */
async function aCouchdb(dataDir: string) {
  if (couchdbUrl !== null) {
    const prefix = storeSettings(dataDir).couchdbPrefix;
    return { address: couchdbUrl, prefix, close: () => removeTestDatabases(dataDir) };
  }
  const [user, password] = ['mila', 'secret'];
  const { url, close } = await startTestEngine({ dataDir, user, password });
  return { address: url.replace('://', `://${user}:${password}@`), prefix: 'one-', close };
}

describe('a copy of a store', () => {
  it('[S5.7] is equal to a store on which a server runs, and copying again goes on', async () => {
    const source = placeOf(worked.server.dataDir);
    const copied = await copyStore(source, placeOf(join(folder, 'standby')), tell);
    expect(copied).toMatchObject({ different: [], photos: 1, verified: { breaches: [] } });
    expect(told.join('\n')).toMatch(/\d+\/\d+ orders: \d+ new revisions/);
    await bookAt(worked.server, 'later');
    const again = await copyStore(source, placeOf(join(folder, 'standby')), tell);
    expect(again).toMatchObject({ different: [], photos: 0 });
    expect(again.written).toBeGreaterThan(0);
    expect(again.written).toBeLessThan(copied.written / 2);
  });

  it('[S5.7] goes to a CouchDB and back into a folder', async () => {
    const { address, prefix, close } = await aCouchdb(join(folder, 'engine'));
    try {
      const couch = readPlace(address, { FILES_DIR: join(folder, 'photos') }, { prefix });
      const there = await copyStore(placeOf(worked.server.dataDir), couch, tell);
      expect(there).toMatchObject({ different: [], photos: 1 });
      const back = await copyStore(couch, placeOf(join(folder, 'back')), tell);
      expect(back).toMatchObject({ different: [], photos: 1, verified: { breaches: [] } });
    } finally {
      await close();
    }
  });

  it('[S5.8] takes over where the first is lost, and the work goes back into an empty place', async () => {
    const clock = worked.server.clock;
    const dataDir = join(folder, 'standby');
    const standby = await startServer({ dataDir, clock });
    try {
      expect(standby.deps.epoch).not.toBe(worked.server.deps.epoch);
      await bookAt(standby, 'at-the-standby');
      // Its visit's time is over: the clock finds it by an index that came with the copy.
      await until(async () => {
        const order = await standby.store.orders.get('at-the-standby');
        return order?.job.state === 'unplaced';
      }, 'its clock');
      // What the first did since is not lost over it: nothing is written into either.
      const from = placeOf(dataDir);
      await expect(copyStore(from, placeOf(worked.server.dataDir), tell)).rejects.toThrow(
        /A server has worked/
      );
      await expect(copyStore(placeOf(worked.server.dataDir), from, tell)).rejects.toThrow(
        /A server has worked/
      );
      await standby.app.close();
      await copyStore(from, placeOf(join(folder, 'new')), tell);
    } finally {
      await standby.close({ keepData: true });
    }
    const store = await reachStore(placeOf(join(folder, 'new')));
    const { breaches, figures } = await verifyStore(store).finally(() => store.close());
    expect(breaches).toEqual([]);
    expect(figures.orders).toBe(3);
    const next = await startServer({ dataDir: join(folder, 'new'), clock, background: false });
    expect((await next.store.orders.get(WORKED))?.job.billing.state).toBe('billed');
    await next.close({ keepData: true });
  });

  it('[S5.7] of another store is not mixed into it', async () => {
    const other = await startServer({ background: false });
    const [from, to] = [placeOf(other.dataDir), placeOf(join(folder, 'back'))];
    await expect(copyStore(from, to, tell)).rejects.toThrow(/another store/);
    await other.close();
  });

  it('[S5.7] has what is referred to before what refers to it', () => {
    const names = ['cases', 'inbox-anna', 'orders', 'ledger', 'outbox-anna', 'people', 'theirs'];
    expect(inCopyOrder(names)).toEqual([
      ...['people', 'outbox-anna', 'ledger', 'orders', 'inbox-anna', 'cases']
    ]);
  });
});
