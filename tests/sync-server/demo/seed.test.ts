import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { seedDemo } from '../../../sync-server/demo/seed-demo.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from '../../../sync-server/demo/sign-ins.ts';
import { openOrderWriter } from '../../../sync-server/order-work/open-order-writer.ts';
import { accountId } from '../../../sync-server/people/account.ts';
import { openServerKeys } from '../../../sync-server/people/server-keys.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { A_CATALOG, aProvider } from '../../support/builders.ts';
import { SILENT_LOG } from '../../support/order-work.ts';
import { openTestStore } from '../../support/test-engine.ts';

const DAY_MS = 24 * HOUR_MS;
let folder: string;
let store: Store;
const clock = aClock(Date.UTC(2026, 10, 22, 9, 17));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-demo-'));
  store = await openTestStore(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What follows from an order once it is booked is not seeding's. */
const writer = () =>
  openOrderWriter({
    ...{ store, rules: { catalog: A_CATALOG }, log: SILENT_LOG },
    followUp: () => Promise.resolve(),
    closing: new AbortController().signal
  });
async function seed(over: Partial<Pick<Store, 'people' | 'orders' | 'catalog'>> = {}) {
  const keys = await openServerKeys(store, clock.now());
  const { people, orders, catalog, editing } = store;
  return seedDemo({
    store: { people, orders, catalog, editing, ...over },
    writer: writer(),
    keys,
    clock
  });
}

/** Everything that seeding could write, with revisions. */
async function everything(): Promise<string[]> {
  const { people, orders, catalog } = store;
  const rows = await Promise.all([people, orders, catalog].map((each) => each.withPrefix('')));
  return rows.flat().map(({ _id, _rev }) => `${_id} ${_rev}`);
}
const demoOrderIds = async () => (await store.orders.withPrefix('demo-')).map(({ _id }) => _id);

describe('seeding the demo', () => {
  it('fills an empty installation: catalogue, people, partners, sign-ins, orders', async () => {
    expect(await seed()).toBe('seeded');
    expect((await store.people.withPrefix('provider:')).length).toBeGreaterThanOrEqual(60);
    expect((await store.people.withPrefix('partner:')).length).toBeGreaterThanOrEqual(4);
    expect((await store.catalog.withPrefix('package:')).length).toBeGreaterThanOrEqual(20);
    expect((await demoOrderIds()).length).toBeGreaterThanOrEqual(25);
    for (const { email, password } of DEMO_SIGN_INS) {
      expect(password).toBe(DEMO_PASSWORD);
      expect(await store.people.get(accountId(email))).toMatchObject({ type: 'account' });
    }
  });

  it('gives every order a number of its own and a link that cannot be guessed from it', async () => {
    await seed();
    const orders = await store.orders.withPrefix<Order>('demo-');
    expect(new Set(orders.map(({ _id }) => _id.slice(-8))).size).toBe(orders.length);
    expect(new Set(orders.map(({ token }) => token)).size).toBe(orders.length);
    for (const { _id, token } of orders) {
      expect(_id).toMatch(/^demo-\d{8}-[2-9a-z]{8}$/);
      expect(token).toMatch(/^[2-9a-z]{24}$/);
    }
  });

  it('changes nothing the second time, nor hours later', async () => {
    await seed();
    const before = await everything();
    expect(await seed()).toBe('fresh');
    clock.advance(20 * HOUR_MS);
    expect(await seed()).toBe('fresh');
    expect(await everything()).toEqual(before);
  });

  it('is done once by two processes that start together', async () => {
    await Promise.all([seed(), seed()]);
    const ids = await demoOrderIds();
    expect(ids.length).toBeGreaterThanOrEqual(25);
    for (const { _rev } of await store.orders.withPrefix('demo-')) expect(_rev).toMatch(/^1-/);
    for (const { _rev } of await store.people.withPrefix('provider:')) expect(_rev).toMatch(/^1-/);
  });

  it('goes on where a crash cut it off', async () => {
    const cutOff = Object.create(store.orders) as Store['orders'];
    cutOff.getMany = () => Promise.reject(new Error('cut off'));
    await expect(seed({ orders: cutOff })).rejects.toThrow('cut off');
    expect(await demoOrderIds()).toEqual([]);
    expect(await seed()).toBe('seeded');
    expect((await demoOrderIds()).length).toBeGreaterThanOrEqual(25);
  });

  it('leaves an installation alone that has a provider of its own', async () => {
    await store.people.put(aProvider());
    const before = await everything();
    expect(await seed()).toBe('notEmpty');
    const after = await everything();
    expect(after.filter((each) => !each.startsWith('keys '))).toEqual(before);
  });

  it('fills Today again after a day, and keeps what people did', async () => {
    await seed();
    const first = await demoOrderIds();
    await store.people.update<Provider>('provider:nora-zellweger', (provider) =>
      provider ? { ...provider, radiusM: 5_000, active: false } : undefined
    );
    const { _id: touched } = (await store.orders.withPrefix<Order>('demo-')).find(
      ({ job }) => job.state === 'confirmed'
    )!;
    const verdict: Order['verdicts'][string] = {
      outcome: 'applied',
      code: null,
      at: clock.now(),
      provider: 'nora-zellweger',
      hash: 'x'
    };
    await store.orders.update(touched, (order) =>
      order ? { ...order, verdicts: { 'device-1:0000000001': verdict } } : undefined
    );
    const touchedRev = (await store.orders.get(touched))!._rev;

    clock.advance(7 * DAY_MS);
    expect(await seed()).toBe('refreshed');
    const added = (await demoOrderIds()).filter((id) => !first.includes(id));
    expect(added.length).toBeGreaterThanOrEqual(15);
    const orders = await store.orders.getMany<Order>(added);
    const theirs = orders.filter((each) => each?.job.provider?.id === 'nora-zellweger');
    expect(theirs.map((each) => each!.job.state).sort()).toEqual([
      'accepted',
      'confirmed',
      'contacted',
      'contacted'
    ]);
    for (const order of orders) {
      expect(order!.job.appointment.startsAt).toBeGreaterThan(clock.now() - 2 * HOUR_MS);
    }
    expect(await store.people.get('provider:nora-zellweger')).toMatchObject({ active: false });
    expect((await store.orders.get(touched))!._rev).toBe(touchedRev);
    expect(await seed()).toBe('fresh');
  });

  it('takes back stale orders that nobody touched, and only those', async () => {
    await seed();
    const before = await store.orders.withPrefix<Order>('demo-');
    clock.advance(7 * DAY_MS);
    await seed();
    for (const { _id, job, generation } of before) {
      const after = (await store.orders.get(_id))!;
      const isEnded = ['completed', 'held', 'failed', 'cancelled'].includes(job.state);
      expect(after.job.state, _id).toBe(isEnded ? job.state : 'cancelled');
      expect(after.generation).toBe(isEnded ? generation : generation + 1);
    }
  });
});
