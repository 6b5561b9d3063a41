import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aBody, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { aJobToLose, CONTACT_DUE, type LostJob } from '../../support/lost-job.ts';
import { completionBody } from '../../support/visit-actions.ts';
import {
  aProcess,
  aRegisteredDevice,
  casesOf,
  fromInbox,
  judgeAgain,
  verdictOn,
  type ServerProcess,
  type TestClock
} from '../../support/order-work.ts';

const ARRIVES_AT = CONTACT_DUE + HOUR_MS;

let world: LostJob;
let store: Store;
let clock: TestClock;
let work: ServerProcess;
let anna: SignerDevice;
let berta: SignerDevice;

/** Anna has the job, goes out of reach, and loses it to the limit of the first call. */
beforeEach(async () => {
  world = await aJobToLose();
  ({ store, clock, work, tablet: anna, berta } = world);
});
afterEach(() => store.close());

const orderNow = async (id = 'order1'): Promise<Order> => (await store.orders.get(id))!;
const receive = (actions: Action[], at: number, from = anna) => world.receive(actions, at, from);

async function lapse(at = CONTACT_DUE + 1) {
  await world.lapse(at);
  const { assignments } = await orderNow();
  expect(assignments).toMatchObject([{ provider: 'anna', ended: { why: 'contact.lapsed' } }]);
}

const sign = <K extends ActionKind>(kind: K, body: ActionBody<K>, hours: number) =>
  anna.sign(kind, 'order1', body, NOW + hours * HOUR_MS);
const aPhoto = { sha256: 'P'.repeat(43), size: 10, type: 'image/webp', caption: '' } as const;
const moved = NOW + 72 * HOUR_MS;

/** What the tablet recorded with no signal; the call that counts comes last. */
async function doneOffline() {
  return [
    await sign('checklist.set', { item: 'wlan.router', done: true }, 1),
    await sign('note.add', { text: 'Router bestellt' }, 2),
    await sign('photo.add', aPhoto, 2),
    await sign(
      'appointment.change',
      { startsAt: moved, customerWish: 'später', confirmedBy: 'phone' },
      3
    ),
    await sign('customer.contacted', { way: 'phone', reached: false, agreed: '' }, 4),
    await sign('customer.contacted', { way: 'phone', reached: true, agreed: 'wie gebucht' }, 5)
  ];
}

async function expectAllThere(actions: Action[]) {
  const { job, assignments, verdicts } = await orderNow();
  expect(job).toMatchObject({
    state: 'contacted',
    provider: { id: 'anna' },
    appointment: { startsAt: moved },
    checked: { 'wlan.router': { done: true, at: NOW + HOUR_MS } },
    notes: [{ text: 'Router bestellt' }],
    photos: [{ sha256: aPhoto.sha256 }],
    contacts: [{ reached: false }, { reached: true }]
  });
  expect(assignments).toMatchObject([{ ended: null, pending: [] }]);
  for (const action of actions) {
    expect(verdicts[action._id]).toMatchObject({ outcome: 'applied', hash: action.hash });
    expect(await verdictOn(store, 'anna', action)).toMatchObject({ outcome: 'applied' });
  }
  const inbox = await fromInbox<JobDocument>(store, 'anna', 'job:order1');
  expect(Object.keys(inbox!.judged)).toEqual(expect.arrayContaining(actions.map(({ _id }) => _id)));
  expect((await casesOf(store)).map(({ kind }) => kind)).toEqual(['contact.lapsed']);
}

describe('what a device did before its late proof', () => {
  it('[R9.13] is on the job that the proof brings back', async () => {
    await lapse();
    const actions = await doneOffline();
    await receive(actions, ARRIVES_AT);
    await expectAllThere(actions);
  });

  it.each([1, 3, 5])(
    '[R9.12, R9.14] is on it too where the proof comes in the next batch (cut at %i)',
    async (cut) => {
      await lapse();
      const actions = await doneOffline();
      await receive(actions.slice(0, cut), ARRIVES_AT);
      for (const action of actions.slice(0, cut)) {
        expect(await verdictOn(store, 'anna', action)).toBeUndefined();
      }
      expect((await orderNow()).job.provider).toBeNull();
      // Sent and judged again meanwhile, also by another process: once all the same.
      const other = await aProcess(store, clock);
      await judgeAgain(store, other, 'anna');
      expect((await orderNow()).assignments[0]!.pending).toHaveLength(cut);
      await receive(actions.slice(cut), ARRIVES_AT + HOUR_MS);
      await expectAllThere(actions);
      const order = await orderNow();
      await judgeAgain(store, other, 'anna');
      expect(await orderNow()).toEqual(order);
    }
  );

  it('[R9.14] is on it too where the proof comes from another device', async () => {
    await lapse();
    const phone = await aRegisteredDevice(store, 'anna');
    const note = await sign('note.add', { text: 'vorher' }, 1);
    const after = await sign('note.add', { text: 'nachher' }, 6);
    await receive([note, after], ARRIVES_AT);
    const at = NOW + 5 * HOUR_MS;
    const body = aBody('customer.contacted', (await orderNow()).job) as never;
    await receive([await phone.sign('customer.contacted', 'order1', body, at)], ARRIVES_AT, phone);
    const { job, history } = await orderNow();
    expect(job.notes.map(({ text }) => text)).toEqual(['vorher', 'nachher']);
    expect(history.map(({ what }) => what).slice(-3)).toEqual([
      'note.add',
      'customer.contacted',
      'note.add'
    ]);
  });

  it('[R9.15] waits no longer once another has the job, and says so', async () => {
    await lapse();
    const [tick] = await doneOffline();
    await receive([tick!], ARRIVES_AT);
    const accept = await berta.sign('offer.accept', 'order1', {}, ARRIVES_AT + 1);
    await receive([accept], ARRIVES_AT + 1, berta);
    expect(await verdictOn(store, 'anna', tick!)).toMatchObject({
      outcome: 'held',
      code: 'job.reassigned',
      at: ARRIVES_AT + 1
    });
    expect(await store.cases.get(`case:${tick!._id}`)).toMatchObject({ code: 'job.reassigned' });
    expect((await orderNow()).job).toMatchObject({ provider: { id: 'berta' }, checked: {} });
  });

  it('[R9.15] waits for a proof no longer than a day, and is then held with a reason that is true', async () => {
    await lapse();
    const [tick] = await doneOffline();
    await receive([tick!], ARRIVES_AT);
    clock.set(ARRIVES_AT + TIME_POLICY.lateProofWaitMs - 1);
    await work.timers.runDue();
    expect(await verdictOn(store, 'anna', tick!)).toBeUndefined();
    clock.set(ARRIVES_AT + TIME_POLICY.lateProofWaitMs);
    await work.timers.runDue();
    expect(await verdictOn(store, 'anna', tick!)).toMatchObject({
      outcome: 'held',
      code: 'job.lapsed'
    });
    expect(await store.cases.get(`case:${tick!._id}`)).toMatchObject({ code: 'job.lapsed' });
  });

  it('[R9.15] waits no longer once the order is cancelled', async () => {
    await lapse();
    const [tick] = await doneOffline();
    await receive([tick!], ARRIVES_AT);
    const actor = { type: 'customer' } as const;
    const body = { reason: 'verreist' };
    await work.writer.apply('order1', { kind: 'order.cancel', body, actor, at: ARRIVES_AT + 1 });
    expect(await verdictOn(store, 'anna', tick!)).toMatchObject({ code: 'job.lapsed' });
  });

  it('[R9.16] does not wait where the customer has signed it: support has it at once', async () => {
    const { job } = await orderNow();
    await lapse();
    const complete = await sign('job.complete', await completionBody(job), 10);
    await receive([complete], ARRIVES_AT);
    expect(await store.cases.get(`case:${complete._id}`)).toMatchObject({
      code: 'job.lapsed',
      statement: { signed: { totalMinor: 8390 }, rebuilt: { totalMinor: 8390 } }
    });
  });
});
