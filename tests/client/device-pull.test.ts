import { Dexie, liveQuery } from 'dexie';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeviceRegistry } from '../../src/lib/device/account/device-registry.ts';
import type { SessionRow } from '../../src/lib/device/store/rows.ts';
import { forgetReadable, signOut } from '../../src/lib/device/account/sign-out.ts';
import {
  storeCatalogChanges,
  storeInboxChanges
} from '../../src/lib/device/sync/steps/store-changes.ts';
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

  it('[S3.5] starts a feed again whose place the server cannot read, and loses nothing', async () => {
    const { world, store } = await aLargeInbox();
    await store.relaxed.checkpoints.put({ id: 'inbox', since: '7-alien' });
    world.door.fault('inbox', { status: 400 });
    expect(await store.steps.pullInbox()).toEqual({ is: 'pulled', changed: 0, isDone: false });
    while (!((await store.steps.pullInbox()) as { isDone?: boolean }).isDone);
    expect(await store.relaxed.inbox.count()).toBe(2 * BATCH + 1);
    expect(world.door.faultsLeft).toBe(0);
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

  it('stores nothing that was asked for before another tab signed out: after the next sign-in every job is here', async () => {
    const { world, store } = await aLargeInbox();
    while (!((await store.steps.pullInbox()) as { isDone?: boolean }).isDone);
    const onTheLine = store.steps.pullInbox(true);
    await until(() => world.door.polls.open === 1);
    const otherTab = await world.openTab();
    stores.push(otherTab);
    const registry = new DeviceRegistry('mila-device', world.engine);
    expect(await signOut(registry, otherTab, 'keep')).toMatchObject({ signedOut: true });
    registry.close();
    world.door.put('inbox', aJobDocument({ id: 'order-new' }));
    expect(await onTheLine).toEqual({ is: 'pulled', changed: 0, isDone: false });
    expect(await store.relaxed.inbox.count()).toBe(0);

    const again = await world.signedIn();
    stores.push(again);
    while (!((await again.steps.pullInbox()) as { isDone?: boolean }).isDone);
    expect(await again.relaxed.inbox.count()).toBe(2 * BATCH + 2);
  });

  it('stores a batch only on the checkpoint that it was asked from, and none once signed out', async () => {
    const { store } = await aLargeInbox();
    const { relaxed } = store;
    const changes = { since: '9', rows: [], count: 0 };
    await relaxed.checkpoints.put({ id: 'catalog', since: '7' });
    expect(await storeCatalogChanges(relaxed, changes, '5')).toBeNull();
    expect(await relaxed.checkpoints.get('catalog')).toEqual({ id: 'catalog', since: '7' });
    expect(await storeCatalogChanges(relaxed, changes, '7')).toBe(0);
    const session = await relaxed.checkpoints.get('session');
    await relaxed.checkpoints.put({ ...(session as SessionRow), token: null });
    expect(await storeInboxChanges(relaxed, changes, '0', 1)).toBeNull();
    expect(await relaxed.checkpoints.get('inbox')).toBeUndefined();
  });

  it('never uses what was asked ahead for another account, after a sign-out, or with a session that was over', async () => {
    const { world, store } = await aLargeInbox();
    // Asked ahead with a session that is over: the next round asks anew with what is then true.
    await store.steps.pullInbox();
    world.door.isSessionOver = true;
    expect(await store.steps.pullInbox()).toMatchObject({ changed: BATCH });
    await until(() => pulls(world).length === 3);
    world.door.isSessionOver = false;
    expect(await store.steps.pullInbox()).toEqual({ is: 'pulled', changed: 1, isDone: true });

    // Asked ahead before a sign-out: the next sign-in begins from the start.
    await store.relaxed.checkpoints.put({ id: 'inbox', since: '0' });
    await store.steps.pullInbox();
    await forgetReadable(store);
    world.door.put('inbox', aJobDocument({ id: 'order-000', problem: 'anew' }, { generation: 2 }));
    const again = await world.signedIn();
    stores.push(again);
    for (const each of [store, again]) {
      expect(await each.relaxed.checkpoints.get('inbox')).toBeUndefined();
    }
    expect(await store.steps.pullInbox()).toMatchObject({ changed: BATCH });
    expect(await store.relaxed.inbox.count()).toBe(BATCH);
    expect(await store.relaxed.inbox.get('job:order-000')).toBeUndefined();

    // Another account has a database, a feed and a line of its own.
    const other = new DeviceWorld('ben');
    const ben = await other.signedIn();
    stores.push(ben);
    expect(await ben.steps.pullInbox()).toMatchObject({ changed: 0 });
    expect(await ben.relaxed.inbox.count()).toBe(0);
  });
});
