import { Dexie, liveQuery } from 'dexie';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';
import { until } from '../support/until.ts';

const BATCH = 150;
const stores: { close(): Promise<void> }[] = [];

/** An inbox of two batches and a bit. */
async function aLargeInbox() {
  const world = new DeviceWorld();
  // Live queries watch nothing where the global scope has no IndexedDB.
  Dexie.dependencies.indexedDB = world.engine.indexedDB;
  for (let n = 0; n < 2 * BATCH + 1; n += 1) {
    const id = `order-${String(n).padStart(3, '0')}`;
    world.door.put('inbox', aJobDocument({ id }));
  }
  const store = await world.signedIn();
  stores.push(store);
  return { world, store };
}

const pulls = (world: DeviceWorld) => world.door.asked.filter((each) => each.includes('inbox'));

describe('a large pull', () => {
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });

  it('asks for the next batch while it stores one, and for each batch once', async () => {
    const { world, store } = await aLargeInbox();
    expect(await store.steps.pullInbox()).toEqual({ is: 'pulled', changed: BATCH, isDone: false });
    expect(pulls(world)).toHaveLength(2);
    expect(await store.steps.pullInbox()).toMatchObject({ changed: BATCH, isDone: false });
    expect(await store.steps.pullInbox()).toEqual({ is: 'pulled', changed: 1, isDone: true });
    expect(pulls(world)).toHaveLength(3);
    expect(await store.relaxed.inbox.count()).toBe(2 * BATCH + 1);
  });

  it('tells live queries, by index too', async () => {
    const { store } = await aLargeInbox();
    const seen: number[] = [];
    const jobs = liveQuery(() => store.relaxed.inbox.where('type').equals('job').count());
    const watch = jobs.subscribe((count) => seen.push(count));
    await until(() => seen.at(-1) === 0);
    await store.steps.pullInbox();
    await until(() => seen.at(-1) === BATCH);
    watch.unsubscribe();
  });

  it('stores nothing of a batch with a row that fails, and drops what it asked for ahead', async () => {
    const { store } = await aLargeInbox();
    const original = IDBObjectStore.prototype.put;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(function (this: IDBObjectStore, value: { _id?: string }) {
      if (value._id === 'job:order-070') throw new DOMException('disk trouble', 'UnknownError');
      return original.call(this, value);
    });
    await expect(store.steps.pullInbox()).rejects.toThrow();
    expect(await store.relaxed.inbox.count()).toBe(0);
    expect(await store.relaxed.checkpoints.get('inbox')).toBeUndefined();
    put.mockRestore();
    while (!((await store.steps.pullInbox()) as { isDone?: boolean }).isDone);
    expect(await store.relaxed.inbox.count()).toBe(2 * BATCH + 1);
  });

  it('goes on after a round that was cut off while it asked ahead', async () => {
    const { world, store } = await aLargeInbox();
    const round = new AbortController();
    await store.steps.pullInbox(false, round.signal);
    world.door.fault('inbox', 'hang');
    await store.steps.pullInbox(false, round.signal);
    round.abort();
    expect(await store.steps.pullInbox()).toMatchObject({ is: 'pulled', isDone: true });
  });

  it('never replaces a newer generation that another batch has brought', async () => {
    const { world, store } = await aLargeInbox();
    const newer = aJobDocument({ id: 'order-010' }, { generation: 7 });
    await store.relaxed.inbox.put(newer as never);
    expect(await store.steps.pullInbox()).toMatchObject({ changed: BATCH - 1 });
    expect(await store.relaxed.inbox.get('job:order-010')).toMatchObject({ generation: 7 });
    world.door.remove('inbox', 'job:order-010');
    while (!((await store.steps.pullInbox()) as { isDone?: boolean }).isDone);
    expect(await store.relaxed.inbox.get('job:order-010')).toBeUndefined();
  });
});
