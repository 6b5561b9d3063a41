import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aRegisteredDevice,
  judge,
  send,
  verdictOn,
  type ServerProcess,
  type TestClock
} from '../../support/order-work.ts';
import { twoStores, type TwoStores } from '../../support/two-stores.ts';

const CONTACT_DUE = NOW + TIME_POLICY.contactLimitMs;
const ARRIVES_AT = CONTACT_DUE + HOUR_MS;
const STARTS_AT = anOrder().job.appointment.startsAt;

let two: TwoStores;
let store: Store;
let otherStore: Store;
let clock: TestClock;
let work: ServerProcess;
let tablet: SignerDevice;
let phone: SignerDevice;

/** Anna has X on her tablet, goes out of reach with it and loses X to the limit of the first call. */
beforeEach(async () => {
  two = await twoStores();
  ({ store, otherStore } = two);
  clock = aClock();
  tablet = (await aMember(store)).device;
  phone = await aRegisteredDevice(store, 'anna');
  work = await aProcess(store, clock);
  await anOfferedOrderIn(work, { id: 'x', token: 'x' });
  await receive(await tablet.sign('offer.accept', 'x', {}, NOW), NOW, tablet);
  clock.set(CONTACT_DUE + 1);
});
afterEach(() => two.close());

async function receive(action: Action, at: number, from: SignerDevice, by = work, to = store) {
  clock.set(at);
  await send(to, from, [action], at);
  await judge(to, by, 'anna');
}

const proof = () => {
  const body = { way: 'phone', reached: true, agreed: 'wie gebucht' } as const;
  return tablet.sign('customer.contacted', 'x', body, NOW + 5 * HOUR_MS);
};

/** Y becomes Anna's to accept once X is not hers any more. */
const offerY = (startsAt: number) => anOfferedOrderIn(work, { id: 'y', token: 'y', startsAt });

async function holders() {
  const orders = await store.orders.getMany(['x', 'y']);
  return orders.map((order) => order?.job.provider?.id ?? null);
}

describe('a job that a late proof would bring back', () => {
  it('[R3.9] is with support where the provider has promised that time to another since', async () => {
    await work.timers.runDue();
    await offerY(STARTS_AT);
    await receive(await phone.sign('offer.accept', 'y', {}, ARRIVES_AT), ARRIVES_AT, phone);
    const late = await proof();
    await receive(late, ARRIVES_AT + 1, tablet);
    const busy = { outcome: 'held', code: 'provider.busy' };
    expect(await verdictOn(store, 'anna', late)).toMatchObject(busy);
    expect(await store.cases.get(`case:${late._id}`)).toMatchObject({
      kind: 'action.held',
      code: 'provider.busy',
      order: 'x'
    });
    expect(await holders()).toEqual([null, 'anna']);
  });

  it('[R3.9] comes back where the other visit leaves the time for it', async () => {
    await work.timers.runDue();
    await offerY(STARTS_AT + 8 * HOUR_MS);
    await receive(await phone.sign('offer.accept', 'y', {}, ARRIVES_AT), ARRIVES_AT, phone);
    await receive(await proof(), ARRIVES_AT + 1, tablet);
    expect(await holders()).toEqual(['anna', 'anna']);
  });

  describe('and that the customer has moved on the phone, after the call that proves it', () => {
    const DAY_MS = 24 * HOUR_MS;
    const move = async (startsAt: number) => {
      const body = { startsAt, customerWish: 'anderer Tag', confirmedBy: 'phone' } as const;
      const wish = await phone.sign('appointment.change', 'x', body, NOW + 6 * HOUR_MS);
      await receive(wish, ARRIVES_AT, phone);
      return wish;
    };
    const promiseY = async (startsAt: number) => {
      const laptop = await aRegisteredDevice(store, 'anna');
      await offerY(startsAt);
      const accept = await laptop.sign('offer.accept', 'y', {}, ARRIVES_AT);
      await receive(accept, ARRIVES_AT, laptop);
    };

    it('[R3.9] comes back where the new time is free, whatever the old one is', async () => {
      await work.timers.runDue();
      await promiseY(STARTS_AT);
      await move(STARTS_AT + DAY_MS);
      await receive(await proof(), ARRIVES_AT + 1, tablet);
      expect(await holders()).toEqual(['anna', 'anna']);
    });

    it('[R3.9] is with support where the new time is promised to another, and the wish waits on', async () => {
      await work.timers.runDue();
      await promiseY(STARTS_AT + DAY_MS);
      const wish = await move(STARTS_AT + DAY_MS);
      const late = await proof();
      await receive(late, ARRIVES_AT + 1, tablet);
      expect(await verdictOn(store, 'anna', late)).toMatchObject({ code: 'provider.busy' });
      expect(await verdictOn(store, 'anna', wish)).toBeUndefined();
      expect(await holders()).toEqual([null, 'anna']);
    });
  });

  it('[R3.9] is not promised beside another in the same breath', async () => {
    await work.timers.runDue();
    await offerY(STARTS_AT);
    const meet = meetingAtFind(2);
    const one = await aProcess(meet(store), clock);
    const other = await aProcess(meet(otherStore), clock);
    const [late, accept] = [await proof(), await phone.sign('offer.accept', 'y', {}, ARRIVES_AT)];
    clock.set(ARRIVES_AT);
    await Promise.all([take(one, late, tablet), take(other, accept, phone)]);
    expect((await holders()).filter((each) => each === 'anna')).toHaveLength(1);
  });

  it('[R3.9] keeps its time as soon as it is announced, also before it has gone out again', async () => {
    await work.timers.runDue();
    await offerY(STARTS_AT);
    await work.writer.change('x', (order) => ({
      ...order,
      job: { ...order.job, state: 'requested' },
      offers: []
    }));
    await store.people.update('agenda:anna', (agenda) => ({
      ...agenda!,
      claims: { x: ARRIVES_AT }
    }));
    const accept = await phone.sign('offer.accept', 'y', {}, ARRIVES_AT);
    await receive(accept, ARRIVES_AT, phone);
    expect(await verdictOn(store, 'anna', accept)).toMatchObject({ code: 'provider.busy' });
  });
});

function take(by: ServerProcess, action: Action, { id, provider }: SignerDevice) {
  const from = { provider, id: action._id, rev: '1-a', device: id, receivedAt: ARRIVES_AT };
  return by.authority.take([{ ...from, envelope: action }]);
}

/** What is promised is read by both processes before either goes on. */
function meetingAtFind(parties: number): (store: Store) => Store {
  let arrived = 0;
  const { promise: met, resolve } = Promise.withResolvers<void>();
  return (each) => {
    const orders = Object.create(each.orders) as typeof each.orders;
    for (const name of ['get', 'getMany', 'put', 'update', 'changes'] as const) {
      const own = each.orders[name] as (...args: unknown[]) => unknown;
      Object.assign(orders, { [name]: own.bind(each.orders) });
    }
    orders.find = (async (query: Parameters<typeof each.orders.find>[0]) => {
      const found = await each.orders.find(query);
      arrived += 1;
      if (arrived >= parties) resolve();
      await met;
      return found;
    }) as typeof each.orders.find;
    return { ...each, orders };
  };
}
