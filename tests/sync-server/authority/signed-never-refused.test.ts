import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { CancelCause } from '#domain/billing/cancellation.ts';
import type { Job } from '#domain/order/job.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { acceptJobIn } from '../../support/accepted-job.ts';
import { aBody, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { completionBody, visitActions } from '../../support/visit-actions.ts';
import {
  aMember,
  aProcess,
  aRegisteredDevice,
  aStore,
  casesOf,
  judge,
  judgeAgain,
  send,
  verdictOn,
  type ServerProcess,
  type TestClock
} from '../../support/order-work.ts';

const LATER = NOW + 52 * HOUR_MS;

let store: Store;
let clock: TestClock;
let server: ServerProcess;
let device: SignerDevice;

beforeEach(async () => {
  store = await aStore();
  ({ work: server, device, clock } = await acceptJobIn(store));
});
afterEach(() => store.close());

const orderNow = async (): Promise<Order> => (await store.orders.get('order1'))!;

async function receive(actions: Action[], at: number, from = device) {
  clock.set(at);
  await send(store, from, actions, at);
  await judge(store, server, from.provider);
}

/** What the tablet recorded at the customer's, cut in two where the network was lost. */
async function aVisitSentUpTo(last: ActionKind, without?: ActionKind) {
  const all = await visitActions(device, (await orderNow()).job, without ? { without } : {});
  const cut = all.findIndex(({ kind }) => kind === last) + 1;
  await receive(all.slice(0, cut), NOW + 50 * HOUR_MS);
  return all.slice(cut);
}

async function cancelBySupport(cause: CancelCause, at: number) {
  clock.set(at);
  const actor = { type: 'support', id: 'staff' } as const;
  const body = { reason: 'niemand meldet sich', cause };
  return server.writer.apply('order1', { kind: 'order.cancel', body, actor, at });
}

/** As the device that ticked it shows it. */
const ticked = (job: Job): Job => ({
  ...job,
  checked: { 'wlan.explain': { done: true, at: NOW } }
});

const caseOf = async (action: Action) =>
  (await casesOf(store)).find(({ _id }) => _id === `case:${action._id}`);

describe('a completion that the customer has signed', () => {
  it.each(['customer', 'platform', 'provider'] as const)(
    '[R15.7, R15.10] is held with both versions where support has cancelled meanwhile (cause: %s), and no fee is billed',
    async (cause) => {
      const rest = await aVisitSentUpTo('appointment.confirm');
      await cancelBySupport(cause, NOW + 51 * HOUR_MS);
      await receive(rest, LATER);
      const complete = rest.at(-1)!;
      expect(await verdictOn(store, 'anna', complete)).toMatchObject({
        outcome: 'held',
        code: 'job.wrongState'
      });
      const order = await orderNow();
      expect(order.job).toMatchObject({ state: 'cancelled', billing: { state: 'held' } });
      expect(await caseOf(complete)).toMatchObject({
        code: 'job.wrongState',
        statement: {
          signed: (complete.body as { statement: object }).statement,
          rebuilt: { order: 'order1', totalMinor: 8390, checklist: [{}, { done: false }] }
        }
      });
    }
  );

  it('[R15.7, R15.8] is held with both versions where a required tick is missing, and ends the visit', async () => {
    const visit = await visitActions(device, (await orderNow()).job, { without: 'job.complete' });
    const tick = visit.pop()!;
    await receive(visit, LATER - HOUR_MS);
    // Kept for support by itself: nobody can read it any more.
    await receive([{ ...tick, hash: 'A'.repeat(43) }], LATER - HOUR_MS);
    const other = await aRegisteredDevice(store, 'anna');
    const body = await completionBody(ticked((await orderNow()).job));
    const complete = await other.sign('job.complete', 'order1', body, LATER);
    await receive([complete], LATER, other);
    expect(await verdictOn(store, 'anna', complete)).toMatchObject({
      outcome: 'held',
      code: 'checklist.open'
    });
    expect((await orderNow()).job).toMatchObject({ state: 'held', billing: { state: 'held' } });
    expect(await caseOf(complete)).toMatchObject({
      code: 'checklist.open',
      statement: {
        signed: { checklist: [{}, { done: true }] },
        rebuilt: { checklist: [{}, { done: false }] }
      }
    });
    // Held for support: the clock neither gives it to others nor calls it unfinished.
    expect((await orderNow()).dueAt).toBe(NEVER);
  });

  it('[R15.11] leaves a fee as it is that was billed before, and is held all the same', async () => {
    const rest = await aVisitSentUpTo('appointment.confirm');
    await cancelBySupport('customer', NOW + 51 * HOUR_MS);
    await server.writer.change('order1', (order) => ({ ...order, billingBegunAt: clock.now() }));
    await receive(rest, LATER);
    expect((await orderNow()).job.billing.state).toBe('due');
    expect(await caseOf(rest.at(-1)!)).toMatchObject({ code: 'job.wrongState' });
  });

  it('[R15.7] is held with both versions from who gave the job back, and the order goes on as it was', async () => {
    const { job } = await orderNow();
    await receive([await device.sign('job.giveBack', 'order1', { reason: 'krank' }, NOW)], LATER);
    const before = await orderNow();
    const complete = await device.sign('job.complete', 'order1', await completionBody(job), LATER);
    await receive([complete], LATER);
    expect((await orderNow()).job).toEqual(before.job);
    expect(await caseOf(complete)).toMatchObject({
      code: 'job.reassigned',
      statement: { signed: { totalMinor: 8390 }, rebuilt: { totalMinor: 8390 } }
    });
  });

  it('[P6.1] counts as no more than a word from a provider who never had the job', async () => {
    const { device: stranger } = await aMember(store, { id: 'berta' });
    const body = await completionBody((await orderNow()).job);
    const before = await orderNow();
    const complete = await stranger.sign('job.complete', 'order1', body, LATER);
    await receive([complete], LATER, stranger);
    expect(await verdictOn(store, 'berta', complete)).toMatchObject({ code: 'order.unknown' });
    expect(await orderNow()).toEqual(before);
    expect(await caseOf(complete)).toMatchObject({ statement: null });
  });

  it('[P4.2] changes nothing when it is judged again by another process', async () => {
    const rest = await aVisitSentUpTo('appointment.confirm');
    await cancelBySupport('customer', NOW + 51 * HOUR_MS);
    await receive(rest, LATER);
    const [order, cases] = [await orderNow(), await casesOf(store)];
    await judgeAgain(store, await aProcess(store, clock), 'anna');
    expect(await orderNow()).toEqual(order);
    expect(await casesOf(store)).toEqual(cases);
  });
});

describe('a consent that the customer has signed', () => {
  it('[R15.7, R15.10] is held with both versions where support has cancelled meanwhile, and the fee with it', async () => {
    await aVisitSentUpTo('visit.arrive');
    const { job } = await orderNow();
    await cancelBySupport('customer', NOW + 51 * HOUR_MS);
    const body = aBody('price.agree', job) as never;
    const other = await aRegisteredDevice(store, 'anna');
    const agree = await other.sign('price.agree', 'order1', body, LATER);
    await receive([agree], LATER, other);
    expect(await verdictOn(store, 'anna', agree)).toMatchObject({ outcome: 'held' });
    expect(await caseOf(agree)).toMatchObject({
      code: 'job.wrongState',
      statement: { signed: { afterMinor: 10_390 }, rebuilt: { afterMinor: 10_390 } }
    });
    expect((await orderNow()).job).toMatchObject({
      state: 'cancelled',
      agreedPrice: null,
      billing: { state: 'held' }
    });
  });

  it('[R13.5, R15.20] is held with both versions where it does not match, and the visit goes on', async () => {
    await aVisitSentUpTo('visit.arrive');
    const body = aBody('price.agree', (await orderNow()).job) as { consent: object };
    const wrong = { ...body, consent: { ...body.consent, afterMinor: 1 } } as never;
    const other = await aRegisteredDevice(store, 'anna');
    const agree = await other.sign('price.agree', 'order1', wrong, LATER);
    await receive([agree], LATER, other);
    expect(await caseOf(agree)).toMatchObject({
      code: 'consent.mismatch',
      statement: { signed: { afterMinor: 1 }, rebuilt: { afterMinor: 10_390 } }
    });
    expect((await orderNow()).job.state).toBe('arrived');
  });
});
