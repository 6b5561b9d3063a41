import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aBody, anOrder, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { aMember, anOfferedOrderIn, casesOf, send, verdictOn } from '../../support/order-work.ts';
import type { TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

const LIMIT = NOW + TIME_POLICY.contactLimitMs;
const IN_TIME = LIMIT - HOUR_MS;
const LATE = LIMIT + HOUR_MS;

let server: TestServer;
let device: SignerDevice;
let order: Order;
const others: TestServer[] = [];
/** Anna has accepted the only order and is to call within twelve hours. */
beforeEach(async () => {
  server = await startOrderServer();
  ({ device } = await aMember(server.store));
  await server.deps.orderWork.load();
  order = await anOfferedOrderIn(server.deps.orderWork);
  await store([await device.sign('offer.accept', order._id, {}, NOW)], NOW);
  await server.deps.outboxWorker.judged('anna');
});
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
  await server.close();
});

const store = (actions: unknown[], at: number) => send(server.store, device, actions, at);
const call = (at: number) =>
  device.sign('customer.contacted', order._id, aBody('customer.contacted', order.job) as never, at);
const jobNow = async () => (await server.store.orders.get(order._id))!.job;
const lostBy = async () =>
  (await server.store.people.get<{ _id: string; reliability: { lost: number } }>('provider:anna'))!
    .reliability.lost;

/** Another process over the same store, as after a crash of the first. */
async function another(background = false): Promise<TestServer> {
  const other = await startOrderServer({ store: server.store, clock: server.clock, background });
  others.push(other);
  return other;
}

describe('before the clock takes a job back', () => {
  it('[R9.17] what was stored in time is judged, also by a process that did not store it', async () => {
    const proof = await call(IN_TIME);
    await store([proof], IN_TIME);
    server.clock.set(LATE);
    const survivor = await another();
    await survivor.deps.orderWork.timers.runDue();
    expect(await jobNow()).toMatchObject({ state: 'contacted', provider: { id: 'anna' } });
    expect(await verdictOn(server.store, 'anna', proof)).toMatchObject({ outcome: 'applied' });
    expect(await lostBy()).toBe(0);
    expect(await casesOf(server.store)).toEqual([]);
  });

  it('[R9.2] a job without a proof goes out again', async () => {
    server.clock.set(LATE);
    await server.deps.orderWork.timers.runDue();
    expect((await jobNow()).provider).toBeNull();
  });

  it('[R9.18] devices that could not reach the server have time to, while other orders are offered', async () => {
    const { timers, gracePeriod } = server.deps.orderWork;
    server.clock.set(LATE);
    gracePeriod.serverStarted();
    await timers.runDue();
    expect((await jobNow()).provider?.id).toBe('anna');
    const next = anOrder({ id: 'next', token: 'next', now: LATE, startsAt: LATE + 90 * HOUR_MS });
    await server.deps.orderWork.writer.book(next);
    gracePeriod.backlogJudged();
    server.clock.advance(TIME_POLICY.reconnectMs - 1);
    await timers.runDue();
    expect((await jobNow()).provider?.id).toBe('anna');
    expect((await server.store.orders.get('next'))?.job.state).toBe('offered');

    await store([await call(IN_TIME)], server.clock.now());
    server.clock.advance(60_000);
    await timers.runDue();
    expect(await jobNow()).toMatchObject({ state: 'contacted', provider: { id: 'anna' } });
  });

  it('[R9.18] the time for devices ends: who sends nothing loses the job then', async () => {
    const { timers, gracePeriod } = server.deps.orderWork;
    server.clock.set(LATE);
    gracePeriod.storeWasAway();
    await timers.runDue();
    expect((await jobNow()).provider?.id).toBe('anna');
    server.clock.advance(TIME_POLICY.reconnectMs);
    await timers.runDue();
    expect((await jobNow()).provider).toBeNull();
  });

  it('[R9.19] an outbox that is never read does not end the limits for good', async () => {
    const { timers, gracePeriod } = server.deps.orderWork;
    server.clock.set(LATE);
    gracePeriod.serverStarted();
    server.clock.advance(TIME_POLICY.reconnectMs);
    await timers.runDue();
    expect((await jobNow()).provider?.id).toBe('anna');
    server.clock.advance(HOUR_MS);
    await timers.runDue();
    expect((await jobNow()).provider).toBeNull();
  });

  it('[R9.18] a process that starts waits by itself, and takes jobs back afterwards', async () => {
    server.clock.set(LATE);
    const started = await another(true);
    const { gracePeriod, timers } = started.deps.orderWork;
    expect(await gracePeriod.keptUntil('anna')).not.toBeNull();
    await started.deps.outboxWorker.catchUp();
    expect((await jobNow()).provider?.id).toBe('anna');
    await until(async () => {
      server.clock.advance(TIME_POLICY.reconnectMs);
      await timers.runDue();
      return (await jobNow()).provider === null;
    }, 'the job to be taken back');
  });
});

describe('a proof that comes after the job was taken back, and was made in time', () => {
  it('[R9.6, R9.20, R9.21] brings the job back, takes the loss off the count and closes its cases with the reason', async () => {
    server.clock.set(LATE);
    await server.deps.orderWork.timers.runDue();
    expect((await casesOf(server.store)).map(({ kind, state }) => [kind, state])).toEqual([
      ['contact.lapsed', 'open'],
      ['unplaced', 'open']
    ]);
    expect(await lostBy()).toBe(1);

    await store([await call(IN_TIME)], LATE);
    await server.deps.outboxWorker.judged('anna');
    expect(await jobNow()).toMatchObject({ state: 'contacted', provider: { id: 'anna' } });
    expect(await lostBy()).toBe(0);
    const cases = await casesOf(server.store);
    expect(cases.map(({ kind, state }) => [kind, state])).toEqual([
      ['contact.lapsed', 'closed'],
      ['unplaced', 'closed']
    ]);
    for (const { closed } of cases) expect(closed).toMatchObject({ reason: 'proof.honoured' });

    // Followed up again by a process that knows nothing of it.
    const other = await another();
    const stored = (await server.store.orders.get(order._id))!;
    await other.deps.orderWork.writer.change(order._id, (current) => ({ ...current }));
    expect(await lostBy()).toBe(0);
    expect(await casesOf(server.store)).toEqual(cases);
    expect(stored.countedEvents).toHaveLength(2);
  });
});
