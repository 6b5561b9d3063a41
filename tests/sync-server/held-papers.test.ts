import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { NEVER } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import { bringUpToDate } from '../../sync-server/store/data-version.ts';
import { findStatement } from '../../sync-server/tracking/signed-statement.ts';
import { anOrder, NOW } from '../support/builders.ts';
import type { SignerDevice } from '../support/device-signer.ts';
import { aJobToLose, CONTACT_DUE, type LostJob } from '../support/lost-job.ts';
import { aProcess, judgeAgain } from '../support/order-work.ts';
import { completionBody } from '../support/visit-actions.ts';

const AT = CONTACT_DUE + HOUR_MS;

let world: LostJob;
beforeEach(async () => {
  world = await aJobToLose();
});
afterEach(() => world.store.close());

const hashOf = (action: Action) => (action.body as { statementHash: string }).statementHash;
const ask = (hash: string) => findStatement(world.store, hash, undefined);

async function complete(job: Job, from: SignerDevice, at: number): Promise<Action> {
  const action = await from.sign('job.complete', 'order1', await completionBody(job), at);
  await world.receive([action], at, from);
  return action;
}

/** Anna has lost the job and signed all the same; Berta, who has it by then, signs what is held as well. */
async function twoPapers(): Promise<[Action, Action]> {
  const { job } = await world.orderNow();
  await world.lapse(CONTACT_DUE + 1);
  const first = await complete(job, world.tablet, AT);
  const accept = await world.berta.sign('offer.accept', 'order1', {}, AT + 1);
  await world.receive([accept], AT + 1, world.berta);
  const second = await complete((await world.orderNow()).job, world.berta, AT + 2);
  expect(await world.orderNow()).toMatchObject({
    heldCompletion: { action: second._id },
    heldSigned: [{ action: first._id }]
  });
  return [first, second];
}

describe('the check page of a paper that is held', () => {
  it('[R15.15] knows it also after the next one has come', async () => {
    const [first, second] = await twoPapers();
    expect(await ask(hashOf(first))).toEqual({ state: 'review', signedAt: AT, order: null });
    expect(await ask(hashOf(second))).toMatchObject({ state: 'review', signedAt: AT + 2 });
    expect(await ask('C'.repeat(43))).toMatchObject({ state: 'unknown' });
    const papers = await world.store.cases.withPrefix('paper:');
    await judgeAgain(world.store, await aProcess(world.store, world.clock), 'anna');
    expect(await world.store.cases.withPrefix('paper:')).toEqual(papers);
  });

  it.each([0, 3])(
    '[R15.15] (%i) knows also what was held before each had a document of its own, of an order to which nothing happens any more',
    async (version) => {
      const paper = { at: NOW, code: 'job.lapsed', rebuilt: null } as const;
      const held = (hash: string) => ({ ...paper, action: hash, body: { statementHash: hash } });
      const [first, last] = ['F'.repeat(43), 'L'.repeat(43)];
      const { store, clock } = world;
      const order = anOrder({ id: 'old', token: 'old' });
      const billing = { ...order.job.billing, state: 'held' } as const;
      await store.orders.put({
        ...{ ...order, job: { ...order.job, state: 'held', billing }, heldCompletion: held(last) },
        ...{ dueAt: NEVER, heldSigned: [held(first), { ...held('C'), body: { consent: {} } }] }
      });
      const stored = await store.orders.get('old');
      const cutOff = { _id: 'data-version', type: 'dataVersion', version } as const;
      await store.people.put(cutOff as never);

      await Promise.all([bringUpToDate(store), bringUpToDate(store)]);

      expect(await ask(last)).toMatchObject({ state: 'review', signedAt: NOW });
      expect(await ask(first)).toMatchObject({ state: 'review', signedAt: NOW });
      const papers = await store.cases.withPrefix('paper:');
      expect(papers).toHaveLength(2);
      // Cut off before the version was raised; and followed up by a process that has made none of them.
      await store.people.update('data-version', (current) => ({ ...current, ...cutOff }));
      await bringUpToDate(store);
      await (await aProcess(store, clock)).writer.change('old', (current) => current);
      expect(await store.cases.withPrefix('paper:')).toEqual(papers);
      expect(await store.orders.get('old')).toEqual(stored);
    }
  );
});
