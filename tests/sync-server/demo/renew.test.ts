import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { renewDemo } from '../../../sync-server/demo/renew-demo.ts';
import { seedDemo } from '../../../sync-server/demo/seed-demo.ts';
import { openOrderWriter } from '../../../sync-server/order-work/open-order-writer.ts';
import { openServerKeys } from '../../../sync-server/people/server-keys.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { A_CATALOG } from '../../support/builders.ts';
import { SILENT_LOG } from '../../support/order-work.ts';
import { openTestStore } from '../../support/test-engine.ts';

const MINUTE_MS = 60_000;
const NORA = 'nora-zellweger';
let folder: string;
let store: Store;
let clock: ReturnType<typeof aClock>;

beforeEach(async () => {
  clock = aClock(Date.UTC(2026, 10, 22, 9, 17));
  folder = await mkdtemp(join(tmpdir(), 'mila-demo-'));
  store = await openTestStore(folder);
  const keys = await openServerKeys(store, clock.now());
  await seedDemo({ store, writer: writer(), keys, clock });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What follows from an order once it is booked is not the demo's. */
const writer = () =>
  openOrderWriter({
    ...{ store, rules: { catalog: A_CATALOG }, log: SILENT_LOG },
    followUp: () => Promise.resolve(),
    closing: new AbortController().signal
  });
const renew = async () =>
  renewDemo({ store, writer: writer(), keys: await openServerKeys(store, 0), clock });
const orders = () => store.orders.withPrefix<Order>('demo-');
/** What the server's clock does to every order meanwhile. */
async function runClock(): Promise<void> {
  for (const { _id } of await orders()) {
    await store.orders.update<Order>(_id, (order) => {
      if (!order || order.dueAt > clock.now()) return undefined;
      return { ...advanceOrder(order, clock.now()), generation: order.generation + 1 };
    });
  }
}
const openTo = (provider: string, all: readonly Order[]) =>
  all.filter(
    ({ job, offers }) =>
      job.state === 'offered' &&
      offers.some((each) => each.provider === provider && each.state === 'open')
  );
const visitsOf = (provider: string, all: readonly Order[]) =>
  all.filter(
    ({ job }) =>
      job.provider?.id === provider &&
      ['accepted', 'contacted', 'confirmed'].includes(job.state) &&
      job.appointment.startsAt > clock.now() - HOUR_MS
  );
async function workedOn(pick: (order: Order) => boolean, change: (order: Order) => Order) {
  const { _id } = (await orders()).find(pick)!;
  const verdict = { outcome: 'applied', code: null, at: clock.now(), provider: NORA, hash: 'x' };
  const { doc } = await store.orders.update<Order>(_id, (order) =>
    order ? change({ ...order, verdicts: { 'd:0000000001': verdict as never } }) : undefined
  );
  return doc!;
}

describe('a demo that goes on running', () => {
  it('changes nothing as long as everything is fresh', async () => {
    const before = await orders();
    clock.advance(5 * MINUTE_MS);
    expect(await renew()).toBe(0);
    expect(await orders()).toEqual(before);
  });

  it('has offers and visits for its helpers all day, in as many documents as at first', async () => {
    const { length } = await orders();
    for (let minute = 0; minute < 16 * 60; minute += 20) {
      clock.advance(20 * MINUTE_MS);
      await runClock();
      await renew();
      const all = await orders();
      for (const provider of [NORA, 'jana-wiegand']) {
        expect(openTo(provider, all).length, `${provider} ${minute}`).toBeGreaterThan(0);
        expect(visitsOf(provider, all).length, `${provider} ${minute}`).toBeGreaterThan(1);
      }
      expect(all).toHaveLength(length);
    }
  }, 120_000);

  it('never touches what somebody worked on, and offers another one instead', async () => {
    const isNoras = (order: Order) => openTo(NORA, [order]).length > 0;
    const accepted = await workedOn(isNoras, (order) => order);
    const travelling = await workedOn(
      ({ job }) => job.state === 'confirmed' && job.provider?.id === NORA,
      (order) => order
    );
    const { length } = await orders();
    for (let round = 0; round < 5; round += 1) {
      clock.advance(12 * MINUTE_MS);
      await renew();
    }
    const all = await orders();
    for (const { _id, _rev } of [accepted, travelling]) {
      expect(all.find((each) => each._id === _id)?._rev).toBe(_rev);
    }
    expect(all).toHaveLength(length + 1);
    expect(openTo(NORA, all).filter(({ _id }) => _id !== accepted._id)).not.toEqual([]);
  });

  it('is done by two processes at once as by one', async () => {
    const { length } = await orders();
    clock.advance(30 * MINUTE_MS);
    await Promise.all([renew(), renew()]);
    expect(await orders()).toHaveLength(length);
  });
});
