import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import { findStatement } from '../../../sync-server/tracking/signed-statement.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { heldOf } from '../../support/papers.ts';
import { aJobToLose, CONTACT_DUE, type LostJob } from '../../support/lost-job.ts';
import { aProcess, judgeAgain } from '../../support/order-work.ts';
import { completionBody } from '../../support/visit-actions.ts';

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
  const order = await world.orderNow();
  expect(heldOf(order, 'anna')).toMatchObject([{ action: first._id }]);
  expect(heldOf(order, 'berta')).toMatchObject([{ action: second._id }]);
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
});
