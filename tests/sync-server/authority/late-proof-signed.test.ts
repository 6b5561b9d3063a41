import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import type { Job } from '#domain/order/job.ts';
import { NEVER } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { readCase } from '../../../sync-server/support/cases.ts';
import { NOW } from '../../support/builders.ts';
import { aJobToLose, CONFIRM_DUE, CONTACT_DUE, type LostJob } from '../../support/lost-job.ts';
import { heldOf, withHeld } from '../../support/papers.ts';
import { anOfferedOrderIn, aProcess, casesOf, judgeAgain } from '../../support/order-work.ts';
import { completionBody } from '../../support/visit-actions.ts';

const ARRIVES_AT = CONTACT_DUE + HOUR_MS;

let world: LostJob;
let job: Job;
let complete: Action;

/** Anna has lost the job to the limit of the first call; what the customer has signed on her tablet is there, and held. */
beforeEach(async () => {
  world = await aJobToLose();
  ({ job } = await world.orderNow());
  await world.lapse(CONTACT_DUE + 1);
  const body = await completionBody(job);
  complete = await world.tablet.sign('job.complete', 'order1', body, NOW + 10 * HOUR_MS);
  await world.receive([complete], ARRIVES_AT, world.tablet);
});
afterEach(() => world.store.close());

const proofAt = (hours: number) =>
  world.phone.sign(
    'customer.contacted',
    'order1',
    { way: 'phone', reached: true, agreed: 'wie gebucht' },
    NOW + hours * HOUR_MS
  );

async function prove(): Promise<Action> {
  const proof = await proofAt(5);
  await world.receive([proof], ARRIVES_AT + 1, world.phone);
  return proof;
}

describe('a job that a late proof brings back to whom a signed completion is held from', () => {
  it('[R15.9] is with support as well: no clock takes it, nobody else is sent, nobody is charged', async () => {
    const proof = await prove();
    const order = await world.orderNow();
    const { job, dueAt, verdicts, offers } = order;
    expect(verdicts[proof._id]).toMatchObject({ outcome: 'applied' });
    expect(job).toMatchObject({
      state: 'held',
      provider: { id: 'anna' },
      contacts: [{ reached: true }],
      billing: { state: 'held' }
    });
    expect(heldOf(order)).toMatchObject([{ action: complete._id, kind: 'statement' }]);
    expect(dueAt).toBe(NEVER);
    await world.lapse(CONFIRM_DUE + 1);
    expect((await world.orderNow()).job.provider).toMatchObject({ id: 'anna' });
    expect(offers.map(({ state }) => state)).not.toContain('open');
  });

  it('[R15.9, R9.21] leaves support with the case of what was signed; the loss alone is resolved', async () => {
    await prove();
    const cases = await casesOf(world.store);
    expect(cases.map(({ kind, state, code }) => [kind, state, code]).sort()).toEqual([
      ['action.held', 'open', 'job.lapsed'],
      ['contact.lapsed', 'closed', null]
    ]);
    expect((await world.orderNow()).history.slice(-2)).toMatchObject([
      { what: 'customer.contacted', from: 'accepted', to: 'contacted' },
      { what: 'visit.hold', by: { type: 'authority' }, at: NOW + 10 * HOUR_MS, to: 'held' }
    ]);
  });

  it('[R15.9] shows support what was signed beside the job as it is then, with the ticks that had waited', async () => {
    const body = { item: 'wlan.explain', done: true };
    const tick = await world.phone.sign('checklist.set', 'order1', body, NOW + 4 * HOUR_MS);
    await world.receive([tick], ARRIVES_AT, world.phone);
    await prove();
    const [paper] = heldOf(await world.orderNow());
    expect(paper?.rebuilt).toMatchObject({ checklist: [{}, { done: true }] });
    const { orders, cases } = world.store;
    const shown = await readCase({ orders, cases }, `case:${complete._id}`, ARRIVES_AT);
    expect(shown?.held).toMatchObject({
      code: 'job.lapsed',
      signed: { checklist: [{}, { done: false }] },
      rebuilt: { checklist: [{}, { done: true }] }
    });
  });

  it('[R15.9] comes back also where the time of the visit is promised to another by now', async () => {
    await anOfferedOrderIn(world.work, { id: 'y', token: 'y' });
    const { laptop } = world;
    const accept = await laptop.sign('offer.accept', 'y', {}, ARRIVES_AT);
    await world.receive([accept], ARRIVES_AT, laptop);
    expect((await world.store.orders.get('y'))?.job.provider?.id).toBe('anna');
    await prove();
    expect((await world.orderNow()).job).toMatchObject({ state: 'held', provider: { id: 'anna' } });
  });

  it('[R15.9] is the same when it is judged again by another process', async () => {
    await prove();
    const order = await world.orderNow();
    await judgeAgain(world.store, await aProcess(world.store, world.clock), 'anna');
    expect(await world.orderNow()).toEqual(order);
  });

  it('[R15.9, R15.19] goes on where support is done with what is held, and that stays as it was', async () => {
    const actor = { type: 'support', id: 'lea' } as const;
    const body = { action: complete._id };
    await world.work.writer.apply('order1', { kind: 'held.resolve', body, actor, at: ARRIVES_AT });
    const resolved = heldOf(await world.orderNow());
    await prove();
    const order = await world.orderNow();
    expect(order.job.state).toBe('contacted');
    expect(heldOf(order)).toEqual(resolved);
  });

  it('[R15.9] goes on where what is held is from another', async () => {
    await world.work.writer.change('order1', (order) => {
      const [anna] = order.assignments;
      const none = { ...order, assignments: [{ ...anna!, papers: [] }] };
      return withHeld(none, 'berta', ...anna!.papers);
    });
    await prove();
    expect((await world.orderNow()).job.state).toBe('contacted');
  });
});
