// A lost disk between two backups, as the helpers' own devices live through it: whole apps' stores, the
// real server over HTTP, the operator's own backup, restore and verify.
// More of it by hand: ACTIONS=200 npx vitest run tests/sync/restored.test.ts
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invoice } from '#domain/billing/invoice.ts';
import { ENDED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { storageFailureOf } from '../../src/lib/device/sync/storage-failure.ts';
import { reachStore } from '../../sync-server/reach/reach-store.ts';
import { verifyStore } from '../../sync-server/verify/verify-store.ts';
import { anOrder, NOW } from '../support/builders.ts';
import type { HandFlushedNetwork } from '../support/hand-flushed-network.ts';
import { casesOf } from '../support/order-work.ts';
import { aRestorableServer, type RestorableServer } from '../support/restorable-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { SimulatedDevice } from '../support/simulated-device.ts';
import { aSignedInDevice, townOf } from '../support/simulated-sign-in.ts';
import { couchdbUrl, placeUnderTest } from '../support/store-under-test.ts';
import { until } from '../support/until.ts';

const ACTIONS = Number(process.env.ACTIONS ?? 20);
const SEED = Number(process.env.SEED ?? 3);
const HELPERS = 3;
/** Visits of one helper are so far apart. */
const APART_MS = 10 * HOUR_MS;
const random = seededRandom(SEED);

let world: RestorableServer;
const devices: SimulatedDevice[] = [];
/** Order → whose device does it. */
const orders = new Map<string, SimulatedDevice>();
let before: Record<string, Order>;
let invoicesBefore: Invoice[];
const store = () => world.server.store;
const orderNow = async (id: string) => (await store().orders.get<Order>(id))!;
const invoices = () => store().ledger.withPrefix<Invoice>('invoice:');
const acknowledged = () => devices.reduce((sum, each) => sum + each.acknowledged.length, 0);

async function book(id: string, round: number): Promise<void> {
  const { writer } = world.server.deps.orderWork;
  const place = { ...anOrder().job.place, ...townOf(SEED) };
  const startsAt = NOW + 20 * HOUR_MS + round * APART_MS;
  const now = world.clock.now();
  await writer.book(anOrder({ id, token: `token-${id}`, now, startsAt, place }));
  await until(async () => (await orderNow(id)).offers.length === HELPERS, 'the offers');
  await writer.change(id, (order) => ({
    ...order,
    offers: order.offers.map((each) => ({ ...each, state: 'open', step: 0, sentAt: now }))
  }));
  await writer.change(id, (order) => order);
}

/**
 * As the replicator does: what the disk did not take comes again. Server and devices share a thread
 * here, and Dexie may lose sight of its transaction among the promises of both.
 */
async function done(step: () => Promise<{ is: string }>): Promise<void> {
  await until(async () => (await storageFailureOf(step)).is !== 'storageError', 'the disk');
}

/** Everything that this device has is with the server and judged, and it has heard of it. */
async function sync(device: SimulatedDevice): Promise<void> {
  await done(() => device.store.steps.pullInbox());
  await done(() => device.store.steps.drain(true));
  await world.server.deps.outboxWorker.judged(device.provider);
  await done(() => device.store.steps.pullInbox());
}

async function accept(device: SimulatedDevice, order: string): Promise<void> {
  const kind = 'offer.accept';
  const { _id: id, hash } = await device.store.recordAction(kind, order, {});
  device.acknowledged.push({ id, kind, hash });
  await sync(device);
}

async function work(order: string, most = 20): Promise<void> {
  const device = orders.get(order)!;
  await sync(device);
  if ((await orderNow(order)).job.provider === null) await accept(device, order);
  for (let count = 0; count < most; count += 1) {
    const view = await device.view(order);
    if (view && ENDED_STATES.includes(view.job.state)) break;
    if (!(await device.act(order, random))) break;
    if (random.chance(0.3)) await sync(device);
  }
  await sync(device);
}

beforeAll(
  async () => {
    world = await aRestorableServer({ listen: true });
    const fetchNow = (path: string, init: RequestInit) => fetch(`${world.server.url}${path}`, init);
    const network = { fetchFrom: () => fetchNow } as unknown as HandFlushedNetwork;
    for (let index = 0; index < HELPERS; index += 1) {
      const where = { seed: SEED, index, skewMs: 0 };
      devices.push(await aSignedInDevice(world.server, network, where));
    }
    await until(
      () => world.server.deps.orderWork.providers.get(devices.at(-1)!.provider),
      'helpers'
    );
    const rounds = Math.ceil(ACTIONS / (HELPERS * 12)) + 1;
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, device] of devices.entries()) {
        const id = `order-${round}-${index}`;
        orders.set(id, device);
        await book(id, round);
      }
    }
    // One visit is in the middle of it.
    await work('order-0-0', 4);
    await world.backUp();
    await book('order-lost', rounds);
    orders.set('order-lost', devices[1]!);
    for (let round = 0; round < rounds; round += 1) {
      world.clock.set(NOW + round * APART_MS);
      for (const [id] of [...orders].filter(([id]) => id.startsWith(`order-${round}-`)))
        await work(id);
    }
    world.clock.set(NOW + rounds * APART_MS);
    await work('order-lost', 3);
    const all = [...orders.keys()];
    const isBilled = async () =>
      (await Promise.all(all.map(orderNow))).every(({ job }) => job.billing.state !== 'due');
    await until(isBilled, 'the bills');
    for (const device of devices) await sync(device);
    before = Object.fromEntries(await Promise.all(all.map(async (id) => [id, await orderNow(id)])));
    invoicesBefore = await invoices();

    await world.restore();
    expect(await invoices()).toEqual([]);
    // Recorded after the loss, by somebody who knows nothing of it.
    await devices[2]!.store.recordAction('availability.set', null, { active: true });
    for (const device of random.pick([devices, devices.toReversed()])) await sync(device);
    await until(async () => {
      const now = await Promise.all([...orders.keys()].map((id) => store().orders.get<Order>(id)));
      return now.every((order) => order?.job.billing.state !== 'due');
    }, 'the bills once more');
    for (const device of devices) await sync(device);
    for (const device of devices) await sync(device);
  },
  (couchdbUrl === null ? 60_000 : 300_000) + ACTIONS * 3_000
);
afterAll(async () => {
  for (const device of devices) await device.turnOff();
  await world.close();
});

describe('[S6.20] what a lost disk took comes back from the helpers’ devices', () => {
  it('is a story that says something', () => {
    const ended = Object.values(before).filter(({ job }) => ENDED_STATES.includes(job.state));
    expect(acknowledged()).toBeGreaterThanOrEqual(ACTIONS);
    expect(invoicesBefore.length).toBeGreaterThan(1);
    expect(ended.length).toBeGreaterThan(HELPERS);
  });

  it('every order that the backup knew is as it was, with the same verdicts', async () => {
    for (const [id, was] of Object.entries(before)) {
      if (id === 'order-lost') continue;
      const now = await orderNow(id);
      expect(now.verdicts, id).toEqual(was.verdicts);
      const billing = { ...now.job.billing, invoiceNumber: was.job.billing.invoiceNumber };
      expect({ ...now.job, billing }, id).toEqual(was.job);
    }
  });

  it('each is billed once, the same sum, with numbers without a gap', async () => {
    const now = await invoices();
    const sums = (of: Invoice[]) => of.map((each) => `${each.order} ${each.totalMinor}`).sort();
    const numbers = (of: Invoice[]) => of.map(({ number }) => number).sort();
    expect(sums(now)).toEqual(sums(invoicesBefore));
    expect(numbers(now)).toEqual(numbers(invoicesBefore));
  });

  it('what differs is told to support: an order booked since, a number that is another', async () => {
    const cases = await casesOf(store());
    const lost = cases.filter(
      ({ kind, order }) => kind === 'action.held' && order === 'order-lost'
    );
    const theirs = devices[1]!.acknowledged.filter(({ id }) => before['order-lost']!.verdicts[id]);
    expect(lost.map(({ action }) => action!.id).sort()).toEqual(theirs.map(({ id }) => id).sort());
    const told = cases
      .filter(({ kind }) => kind === 'support.ask')
      .map(({ action }) => action!.text);
    const other = (await invoices()).filter(({ order, number }) => {
      return invoicesBefore.find((each) => each.order === order)!.number !== number;
    });
    for (const id of ['order-lost', ...other.map(({ order }) => order)]) {
      expect(
        told.filter((text) => text.includes(`${id}: `)),
        id
      ).toHaveLength(1);
    }
  });

  it('every action has its verdict, and the store is sound', async () => {
    for (const device of devices) {
      expect(await device.waiting()).toEqual([]);
      for (const { id } of device.acknowledged) {
        const verdict = await store().inbox(device.provider).get<VerdictDocument>(`verdict:${id}`);
        expect(verdict?.outcome, id).toBeDefined();
      }
    }
    const reached = await reachStore(placeUnderTest(world.server.dataDir));
    const { breaches } = await verifyStore(reached).finally(() => reached.close());
    expect(breaches).toEqual([]);
  });
});
