import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';

const open: DeviceStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function running() {
  const world = new DeviceWorld();
  // Live queries look for an engine in the global scope only.
  Dexie.dependencies = world.engine as typeof Dexie.dependencies;
  const store = await world.signedIn();
  open.push(store);
  /** Looks every few ms, and a second passes on the device each time. */
  const until = (check: () => Promise<void> | void) =>
    vi.waitFor(
      async () => {
        world.clock.advance(1_000);
        await check();
      },
      { timeout: 20_000, interval: 20 }
    );
  const becomes = (wanted: string) => until(() => expect(store.condition.current).toBe(wanted));
  const has = (id: string) =>
    until(async () => expect(await store.relaxed.inbox.get(id)).toBeDefined());
  return { world, store, until, becomes, has };
}

describe('the replicator', () => {
  it('says so where the browser gives it no lock', async () => {
    const { world, store } = await running();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(world.locks, 'request').mockRejectedValue(new DOMException('no', 'SecurityError'));
    store.start();
    await vi.waitFor(() => expect(store.condition.current).toBe('storageError'));
    await store.stop();
    vi.restoreAllMocks();
  });

  it('loses nothing to an outage before the first event', async () => {
    const { world, store, until, becomes, has } = await running();
    world.door.fault('inbox', 'drop', 3);
    world.door.fault('push', 'drop', 3);
    store.start();
    await becomes('offline');
    await store.recordAction('note.add', 'order1', { text: 'x' });
    world.door.put('inbox', aJobDocument());
    await until(() => expect(world.door.stored.size).toBe(1));
    await has('job:order1');
    await becomes('online');
  });

  it('holds the line by one long poll and hears what happens', async () => {
    const { world, store, until, becomes, has } = await running();
    store.start();
    await becomes('online');
    world.door.put('catalog', { _id: 'package:wlan', type: 'package', id: 'wlan' });
    world.door.put('inbox', aJobDocument());
    await has('job:order1');
    await until(async () => expect(await store.relaxed.catalog.count()).toBe(1));
  });

  it.each([
    ['expired', 401],
    ['forbidden', 403],
    ['tooOld', 426]
  ])('stops asking when it is %s, says so, and goes on when woken', async (name, status) => {
    const { world, store, becomes, has } = await running();
    world.door.fault('inbox', { status });
    store.start();
    await becomes(name);
    const asked = world.door.asked.filter((each) => each.includes('inbox')).length;
    world.clock.advance(120_000);
    world.door.put('inbox', aJobDocument());
    // Whatever it would have asked, it would have asked before this had come back.
    await store.recordAction('note.add', 'order1', { text: 'x' });
    await store.steps.drain();
    expect(world.door.asked.filter((each) => each.includes('inbox'))).toHaveLength(asked);
    store.wake();
    await has('job:order1');
    await becomes('online');
  });

  it('still hands work in when the app is too old to read', async () => {
    const { world, store, until, becomes } = await running();
    world.door.fault('inbox', { status: 426 }, 100);
    store.start();
    await becomes('tooOld');
    await store.recordAction('note.add', 'order1', { text: 'x' });
    await until(() => expect(world.door.stored.size).toBe(1));
  });

  it.each([404, 429, 500, 503])('outlasts %i on the long poll', async (status) => {
    const { world, store, becomes, has } = await running();
    world.door.fault('longpoll', { status, headers: { 'Retry-After': '1' } }, 2);
    store.start();
    await becomes('serverError');
    world.door.put('inbox', aJobDocument());
    await has('job:order1');
  });

  it('does not storm a server whose long polls end at once', async () => {
    const { world, store, becomes } = await running();
    world.door.pace = Infinity;
    store.start();
    await becomes('online');
    const polls = () => world.door.asked.filter((each) => each.includes('inbox')).length;
    const before = polls();
    for (let n = 0; n < 20; n += 1) await store.steps.pullCatalog();
    expect(polls() - before).toBeLessThanOrEqual(1);
  });

  it('asks for the catalogue again after it could not be had', async () => {
    const { world, store, until, becomes } = await running();
    world.door.put('catalog', { _id: 'package:wlan', type: 'package', id: 'wlan' });
    world.door.put('inbox', aJobDocument());
    world.door.fault('catalog', { status: 503 }, 2);
    store.start();
    await becomes('serverError');
    await until(async () => expect(await store.relaxed.catalog.count()).toBe(1));
    await becomes('online');
  });

  it('waits as long as a 429 asks, also when somebody presses send', async () => {
    const { world, store } = await running();
    await store.recordAction('note.add', 'order1', { text: 'x' });
    world.door.fault('push', { status: 429, headers: { 'Retry-After': '30' } });
    expect(await store.sendNow()).toEqual({ is: 'slowDown', retryAfterMs: 30_000 });
    world.clock.advance(10_000);
    expect(await store.sendNow()).toEqual({ is: 'slowDown', retryAfterMs: 20_000 });
    world.clock.advance(20_000);
    expect(await store.sendNow()).toEqual({ is: 'drained', received: 1 });
  });

  describe('with photos on a bad line', () => {
    const addPhoto = (store: DeviceStore, letter: string) => {
      const sha256 = letter.repeat(43);
      const body = { sha256, size: 3, type: 'image/webp', caption: '' } as const;
      return store.addPhoto('order1', body, new Blob(['abc'], { type: 'image/webp' }));
    };

    it('hands facts over while a photo is still on its way, also by hand', async () => {
      const { world, store, until } = await running();
      world.door.fault('file', 'hang', 2);
      await addPhoto(store, 'P');
      store.start();
      // No second passes from here on, so that the photo stays on the line.
      await vi.waitFor(() => expect(world.door.faultsLeft).toBe(1), { timeout: 20_000 });
      const accept = await store.recordAction('offer.accept', 'order2', {});
      await vi.waitFor(() => expect(world.door.stored.has(accept._id)).toBe(true));
      const late = store.recordAction('note.add', 'order1', { text: 'x' });
      const sent = store.sendNow();
      await vi.waitFor(async () => expect(world.door.stored.has((await late)._id)).toBe(true));
      world.door.clearFaults();
      world.clock.advance(300_000);
      expect(await sent).toMatchObject({ is: 'drained' });
      await until(() => expect(world.door.files.size).toBe(1));
    });

    it('does not hold actions up where the server wants no photos for a while', async () => {
      const { world, store } = await running();
      await addPhoto(store, 'P');
      world.door.fault('file', { status: 429, headers: { 'Retry-After': '30' } });
      expect(await store.sendNow()).toEqual({ is: 'slowDown', retryAfterMs: 30_000 });
      const fact = await store.recordAction('note.add', 'order1', { text: 'x' });
      expect(await store.sendNow()).toEqual({ is: 'slowDown', retryAfterMs: 30_000 });
      expect(world.door.stored.has(fact._id)).toBe(true);
      expect(world.door.files.size).toBe(0);
      world.clock.advance(30_000);
      expect(await store.sendNow()).toEqual({ is: 'drained', received: 0 });
      expect(world.door.files.size).toBe(1);
    });
  });

  it('outlives a write that fails and pulls the same batch again', async () => {
    const { world, store, becomes, has } = await running();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const fail = () => {
      throw new Error('disk trouble');
    };
    store.relaxed.inbox.hook('creating').subscribe(fail);
    world.door.put('inbox', aJobDocument());
    store.start();
    await becomes('storageError');
    store.relaxed.inbox.hook('creating').unsubscribe(fail);
    await has('job:order1');
    warn.mockRestore();
  });

  it('syncs in one tab at a time; another tab takes over when it goes', async () => {
    const { world, store, until, becomes } = await running();
    const second = await world.openTab();
    open.push(second);
    store.start();
    await becomes('online');
    second.start();
    await second.recordAction('note.add', 'order1', { text: 'x' });
    await until(() => expect(world.door.stored.size).toBe(1));
    const before = world.door.asked.filter((each) => each.includes('inbox')).length;
    await store.close();
    await until(() =>
      expect(world.door.asked.filter((each) => each.includes('inbox')).length).toBeGreaterThan(
        before
      )
    );
  });
});
