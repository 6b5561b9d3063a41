// Several tablets, two server processes and a network that loses, doubles and delays, all in the hands of a seed.
// A failing seed is printed by its test's title; keep it by name below when it taught us something.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { anOrder, NOW } from '../support/builders.ts';
import { HandFlushedNetwork } from '../support/hand-flushed-network.ts';
import { aProcess, aStore, type ServerProcess } from '../support/order-work.ts';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import type { SimulatedDevice } from '../support/simulated-device.ts';
import { aSignedInDevice, townOf } from '../support/simulated-sign-in.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { aClock } from '../support/a-clock.ts';
import type { StoredDocument } from '../../sync-server/store/stored-document.ts';

/** More of them by hand: SEEDS=2000 npx vitest run tests/sync/simulation.test.ts */
const SEEDS = Number(process.env.SEEDS ?? 200);
const STEPS = 90;
const PROVIDERS = 3;

const clock = aClock();
let store: Store;
let processes: ServerProcess[] = [];
let servers: TestServer[] = [];

beforeAll(async () => {
  store = await aStore();
  processes = [await aProcess(store, clock), await aProcess(store, clock)];
  servers = await Promise.all(
    processes.map(({ authority }) =>
      startTestServer({ store, clock, authority, background: false })
    )
  );
});

afterAll(async () => {
  for (const server of servers) await server.close();
  for (const process of processes) process.stop();
  await store.close();
});

interface StoredAction extends StoredDocument {
  text: string;
}

interface World {
  order: string;
  random: SeededRandom;
  network: HandFlushedNetwork;
  devices: SimulatedDevice[];
}

async function aWorld(seed: number): Promise<World> {
  const random = seededRandom(seed);
  clock.set(NOW + seed * 1000 * HOUR_MS);
  const network = new HandFlushedNetwork(() => random.pick(servers).app, random);
  const devices: SimulatedDevice[] = [];
  for (let index = 0; index < PROVIDERS; index += 1) {
    const skewMs = random.below(7_200_000) - 3_600_000;
    devices.push(await aSignedInDevice(servers[0]!, network, { seed, index, skewMs }));
  }
  const order = `order-${seed}`;
  const { writer, timers } = random.pick(processes);
  await Promise.all(processes.map(({ providers }) => providers.load()));
  const startsAt = clock.now() + 20 * HOUR_MS;
  const place = { ...anOrder().job.place, ...townOf(seed) };
  const { now } = clock;
  await writer.book(anOrder({ id: order, token: `token-${seed}`, now: now(), startsAt, place }));
  await timers.runDue();
  return { order, random, network, devices };
}

/** Everything that is on its way has come to rest: each sync is done or waits for the network. */
async function settle({ devices, network }: World): Promise<void> {
  const isBusy = (device: SimulatedDevice) => device.isSyncing && !network.isWaiting(device.id);
  while (devices.some(isBusy)) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all(servers.map((server) => server.deps.outboxWorker.idle()));
}

/** Somebody who can do something does it. */
async function actSomewhere({ devices, order, random }: World): Promise<void> {
  const first = random.below(devices.length);
  for (let index = 0; index < devices.length; index += 1) {
    if (await devices[(first + index) % devices.length]!.act(order, random)) return;
  }
}

async function step(world: World): Promise<void> {
  const { random, network, devices } = world;
  const device = random.pick(devices);
  const dice = random.next();
  if (dice < 0.36 && network.size > 0) await network.flushOne();
  else if (dice < 0.56 && !device.isSyncing) device.startSync(random.pick(['drain', 'pull']));
  else if (dice < 0.9) await actSomewhere(world);
  else if (dice < 0.94) {
    network.drop(device.id);
    await device.turnOff();
    await device.turnOn();
  } else {
    clock.advance(random.below(10 * 60_000));
    await random.pick(processes).timers.runDue();
  }
  await settle(world);
}

/** The network is whole again and everybody syncs until nobody has anything left to say or to hear. */
async function heal(world: World): Promise<void> {
  const { devices, network } = world;
  for (let quiet = 0; quiet < 2;) {
    for (const what of ['drain', 'pull'] as const) {
      for (const device of devices) device.startSync(what);
      await settle(world);
      while (network.size > 0) {
        await network.flushOne(true);
        await settle(world);
      }
    }
    const waiting = (await Promise.all(devices.map((device) => device.waiting()))).flat();
    quiet = waiting.length === 0 ? quiet + 1 : 0;
    // What was received long ago and has no verdict is sent again only after a while.
    if (waiting.length > 0) clock.advance(3 * 60_000);
  }
}

async function orderNow(id: string): Promise<Order> {
  const order = await store.orders.get<Order>(id);
  if (!order) throw new Error(`order ${id} is gone`);
  return order;
}

async function judgementOf(device: SimulatedDevice, id: string): Promise<Judgement | undefined> {
  return (await device.store.relaxed.receipts.get(id))?.verdict;
}

async function check({ order, devices }: World): Promise<void> {
  const truth = await orderNow(order);
  const winners = truth.offers.filter((offer) => offer.state === 'accepted');
  expect(winners.length, 'assignees').toBeLessThanOrEqual(1);

  for (const device of devices) {
    expect(
      (await device.waiting()).map((row) => row.id),
      `${device.id} still waits`
    ).toEqual([]);
    for (const action of device.acknowledged) {
      const stored = await store.outbox(device.provider).get<StoredAction>(action.id);
      expect(stored?.text, `${action.id} ${action.kind} was said to be saved`).toContain(
        action.hash
      );
      expect(await judgementOf(device, action.id), `${action.id} ${action.kind}`).toBeDefined();
    }
    const isTheirs = truth.job.provider?.id === device.provider;
    const view = await device.view(order);
    if (isTheirs) expect(view?.job, 'what the screen shows').toEqual(truth.job);
    else expect(view?.job.provider?.id, 'a job that another has').not.toBe(device.provider);
  }

  // Applied means: in the job that it was done on, exactly once. One that was given back or taken
  // stays with its assignment, and the next began anew.
  const left = truth.assignments.flatMap(({ ended }) =>
    ended && ended.why !== 'cancelled' ? [ended.job] : []
  );
  const jobs = [truth.job, ...left];
  const once = (ids: string[], what: string) => expect(new Set(ids).size, what).toBe(ids.length);
  const kept = jobs.flatMap(({ notes }) => notes.map(({ action }) => action));
  once(kept, 'notes');
  once(
    jobs.flatMap(({ progress }) => progress.map(({ action }) => action)),
    'progress'
  );
  const notes: string[] = [];
  for (const device of devices) {
    for (const { id, kind } of device.acknowledged) {
      if (kind !== 'note.add') continue;
      if ((await judgementOf(device, id))?.outcome === 'applied') notes.push(id);
    }
  }
  expect(kept.sort(), 'applied notes').toEqual(notes.sort());
  const completions = truth.history.filter((entry) => entry.what === 'job.complete');
  expect(completions.length, 'completions').toBeLessThanOrEqual(1);
  if (truth.job.completion) expect(truth.job.billing.state).toBe('due');
}

describe('[P2.1, P4.2, P7.1, P7.2, R5.7] whatever the network does, in the end everybody knows the same and nothing said is lost', () => {
  const reached: Record<string, number> = {};

  it.each(Array.from({ length: SEEDS }, (_, index) => [index + 1]))('seed %i', async (seed) => {
    const world = await aWorld(seed);
    for (let count = 0; count < STEPS; count += 1) await step(world);
    await heal(world);
    await check(world);
    const { state } = (await orderNow(world.order)).job;
    reached[state] = (reached[state] ?? 0) + 1;
    for (const device of world.devices) await device.turnOff();
  });

  it('tells stories that go far enough to mean something', () => {
    expect(Object.keys(reached).length).toBeGreaterThan(4);
    expect((reached.completed ?? 0) + (reached.working ?? 0)).toBeGreaterThan(10);
  });
});
