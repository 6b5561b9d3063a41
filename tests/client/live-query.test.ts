import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';
import { until } from '../support/until.ts';

const fake = vi.hoisted(() => ({
  store: undefined as DeviceStore | null | undefined,
  listeners: new Set<(store: DeviceStore | null) => void>()
}));

vi.mock('../../src/lib/device/device.ts', () => ({
  device: {
    get storeName() {
      return fake.store === null ? null : fake.store?.name;
    },
    onStore(listener: (store: DeviceStore | null) => void) {
      fake.listeners.add(listener);
      if (fake.store !== undefined) listener(fake.store);
      return () => fake.listeners.delete(listener);
    }
  }
}));
// A screen that is looking: what it subscribes to starts at the first reading and is left when
// nobody looks.
const screen = vi.hoisted(() => ({ leave: () => undefined as void }));
vi.mock('svelte/reactivity', () => ({
  createSubscriber: (start: (update: () => void) => () => void) => {
    let stop: (() => void) | undefined;
    screen.leave = () => (stop?.(), (stop = undefined));
    return () => (stop ??= start(() => undefined));
  }
}));

function switchTo(store: DeviceStore | null): void {
  fake.store = store;
  for (const listener of fake.listeners) listener(store);
}

const open: DeviceStore[] = [];
afterEach(async () => {
  screen.leave();
  for (const store of open.splice(0)) await store.close();
});

describe('a live query', () => {
  it.each([
    ['while the screen looks', false],
    ['while nobody looked', true]
  ])('shows nothing of the account before after a switch %s', async (_name, isAway) => {
    const { LiveQuery } = await import('../../src/lib/device/live-query.svelte.ts');
    const [annas, bens] = [new DeviceWorld('anna'), new DeviceWorld('ben')];
    // Live queries watch nothing where the global scope has no IndexedDB.
    Dexie.dependencies.indexedDB = annas.engine.indexedDB;
    annas.door.put('inbox', aJobDocument());
    const [anna, ben] = [await annas.signedIn(), await bens.signedIn()];
    open.push(anna, ben);
    await anna.steps.pullInbox();

    switchTo(anna);
    const jobs = new LiveQuery((store) => store.relaxed.inbox.count(), -1);
    await until(() => jobs.current === 1);
    if (isAway) screen.leave();
    switchTo(ben);
    expect(jobs.current).toBeUndefined();
    await until(() => jobs.current === 0);
    switchTo(null);
    expect(jobs.current).toBe(-1);
  });
});
