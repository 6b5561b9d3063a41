import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { acceptJobIn } from '../../support/accepted-job.ts';
import { aBody, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import {
  aRegisteredDevice,
  aStore,
  judge,
  send,
  verdictOn,
  type ServerProcess,
  type TestClock
} from '../../support/order-work.ts';
import { completionBody, visitActions } from '../../support/visit-actions.ts';

const LATER = NOW + 52 * HOUR_MS;

let store: Store;
let clock: TestClock;
let server: ServerProcess;
let device: SignerDevice;
let other: SignerDevice;

const orderNow = async (): Promise<Order> => (await store.orders.get('order1'))!;
async function receive(actions: Action[], from: SignerDevice) {
  clock.set(LATER);
  await send(store, from, actions, LATER);
  await judge(store, server, 'anna');
}

/** Anna's other device has said that nobody was there; the visit fee is due. */
beforeEach(async () => {
  store = await aStore();
  ({ work: server, device, clock } = await acceptJobIn(store));
  other = await aRegisteredDevice(store, 'anna');
  const all = await visitActions(device, (await orderNow()).job);
  const arrived = all.findIndex(({ kind }) => kind === 'visit.arrive') + 1;
  await receive(all.slice(0, arrived), device);
  const body = { cause: 'customerAbsent', note: '' } as const;
  await receive([await other.sign('job.fail', 'order1', body, NOW + 49 * HOUR_MS)], other);
  expect((await orderNow()).job).toMatchObject({ state: 'failed', billing: { state: 'due' } });
});
afterEach(() => store.close());

describe('the fee of a failed visit', () => {
  it('[R15.7, R15.10] is held with a completion that the customer has signed all the same', async () => {
    const body = await completionBody((await orderNow()).job);
    const complete = await other.sign('job.complete', 'order1', body, LATER);
    await receive([complete], other);
    const held = { outcome: 'held', code: 'job.wrongState' };
    expect(await verdictOn(store, 'anna', complete)).toMatchObject(held);
    expect((await orderNow()).job).toMatchObject({ state: 'failed', billing: { state: 'held' } });
  });

  it('[R15.10] stays due beside a consent, which asks for nothing by itself', async () => {
    const body = aBody('price.agree', (await orderNow()).job) as never;
    const agree = await other.sign('price.agree', 'order1', body, LATER);
    await receive([agree], other);
    expect(await verdictOn(store, 'anna', agree)).toMatchObject({ outcome: 'held' });
    expect((await orderNow()).job).toMatchObject({ state: 'failed', billing: { state: 'due' } });
  });
});
