import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRound } from '#domain/order/advance-order.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { rank } from '#domain/matching/ranking.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { storedAction } from '../../../sync-server/outbox/stored-action.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import {
  aClock,
  aMember,
  aProcess,
  aRegisteredDevice,
  verdictOn,
  type ServerProcess
} from '../../support/order-work.ts';
import { twoStores, type TwoStores } from '../../support/two-stores.ts';

let two: TwoStores;
let store: Store;
let otherStore: Store;

beforeEach(async () => {
  two = await twoStores();
  ({ store, otherStore } = two);
});
afterEach(() => two.close());

/** What is promised is read by both processes before either goes on. */
function meetingAtFind(parties: number): (store: Store) => Store {
  let arrived = 0;
  const { promise: met, resolve } = Promise.withResolvers<void>();
  return (each) => ({
    ...each,
    orders: Object.assign(Object.create(each.orders) as typeof each.orders, {
      find: async (query: Parameters<typeof each.orders.find>[0]) => {
        const found = await each.orders.find(query);
        arrived += 1;
        if (arrived >= parties) resolve();
        await met;
        return found;
      },
      ...Object.fromEntries(
        (['get', 'getMany', 'put', 'update', 'changes'] as const).map((name) => [
          name,
          (each.orders[name] as (...a: unknown[]) => unknown).bind(each.orders)
        ])
      )
    })
  });
}

async function offered(work: ServerProcess, id: string, startsAt: number) {
  const order = anOrder({ id, token: `token-${id}`, startsAt });
  const ranked = [rank(work.providers.get('anna')!, 'wlan', order.job.place, null)];
  await work.writer.book(startRound(order, newOffers(order.job, ranked), NOW));
}

async function accept(work: ServerProcess, device: SignerDevice, order: string) {
  const action = await device.sign('offer.accept', order, {}, NOW);
  const from = { device: device.id, receivedAt: NOW };
  const stored = storedAction(action, from);
  await store.outbox('anna').putRevisions([stored]);
  return {
    action,
    judge: () =>
      work.authority.take([
        { provider: 'anna', id: action._id, rev: stored._rev, ...from, envelope: action }
      ])
  };
}

async function twoDevices() {
  const { device: phone } = await aMember(store);
  return [phone, await aRegisteredDevice(store, 'anna')] as const;
}

describe('two devices of one provider on two processes', () => {
  it.each([
    ['never promise two visits at the same time', 0, ['applied', 'provider.busy']],
    ['may promise two visits a day apart', 24 * HOUR_MS, ['applied', 'applied']]
  ])('[R3.8] %s', async (_, apart, expected) => {
    const [phone, tablet] = await twoDevices();
    const plain = await aProcess(store, aClock());
    const startsAt = anOrder().job.appointment.startsAt;
    await offered(plain, 'first', startsAt);
    await offered(plain, 'second', startsAt + apart);
    const meet = meetingAtFind(2);
    const one = await accept(await aProcess(meet(store), aClock()), phone, 'first');
    const other = await accept(await aProcess(meet(otherStore), aClock()), tablet, 'second');
    await Promise.all([one.judge(), other.judge()]);
    const verdicts = await Promise.all(
      [one, other].map(({ action }) => verdictOn(store, 'anna', action))
    );
    expect(verdicts.map((each) => each?.code ?? each?.outcome).sort()).toEqual(expected);
    const held = await store.orders.getMany(['first', 'second']);
    expect(held.filter((order) => order?.job.provider).length).toBe(
      expected.filter((each) => each === 'applied').length
    );
  });

  it('[R3.8] are not kept from an order by one that somebody else got', async () => {
    const [phone] = await twoDevices();
    const work = await aProcess(store, aClock());
    const { startsAt } = anOrder().job.appointment;
    await offered(work, 'lost', startsAt);
    await offered(work, 'next', startsAt);
    await store.people.put({
      ...{ _id: 'agenda:anna', type: 'agenda', claims: { lost: NOW } }
    } as { _id: string });
    await work.writer.change('lost', (order) => ({
      ...order,
      job: { ...order.job, state: 'accepted', provider: { id: 'b', name: 'B', role: 'friend' } }
    }));
    const { action, judge } = await accept(work, phone, 'next');
    await judge();
    expect(await verdictOn(store, 'anna', action)).toMatchObject({ outcome: 'applied' });
  });

  it('[R3.8] are not kept from an order for long by a process that died before it wrote another', async () => {
    const [phone] = await twoDevices();
    const clock = aClock();
    const work = await aProcess(store, clock);
    const { startsAt } = anOrder().job.appointment;
    await offered(work, 'dead', startsAt);
    await offered(work, 'next', startsAt);
    await store.people.put({
      ...{ _id: 'agenda:anna', type: 'agenda', claims: { dead: NOW } }
    } as { _id: string });
    const early = await accept(work, phone, 'next');
    await early.judge();
    expect(await verdictOn(store, 'anna', early.action)).toMatchObject({ code: 'provider.busy' });
    clock.advance(10 * 60_000);
    const later = await accept(work, phone, 'next');
    await later.judge();
    expect(await verdictOn(store, 'anna', later.action)).toMatchObject({ outcome: 'applied' });
  });
});
