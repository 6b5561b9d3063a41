import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import { receiptBody } from '#domain/protocol/verdict.ts';
import {
  newOutboxWorker,
  type OutboxWorker
} from '../../../sync-server/order-work/outbox-worker.ts';
import type { Deps } from '../../../sync-server/deps.ts';
import { NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { aMember, anOfferedOrderIn, send, verdictOn } from '../../support/order-work.ts';
import type { TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let deps: Deps;
let device: SignerDevice;
beforeEach(async () => {
  server = await startOrderServer();
  ({ deps } = server);
  ({ device } = await aMember(server.store));
  await deps.orderWork.load();
});
afterEach(() => server.close());

/** With an authority that fails on whatever has this note, as a rule with a bug would. */
function workerThatFailsOn(text: string): OutboxWorker {
  const authority = {
    ...deps.authority,
    take: async (actions: Parameters<typeof deps.authority.take>[0]) => {
      if (JSON.stringify(actions).includes(text)) throw new TypeError('a bug');
      await deps.authority.take(actions);
    }
  };
  return newOutboxWorker({ ...deps, authority });
}

async function judged(worker: OutboxWorker, actions: Action[]) {
  await send(server.store, device, actions, NOW);
  worker.wake('anna');
  await worker.idle();
  return Promise.all(actions.map((action) => verdictOn(server.store, 'anna', action)));
}

describe('an action on which judging gives up', () => {
  it('[P7.2] has a verdict with a genuine receipt, beside the case, and those around it have theirs', async () => {
    const actions = [
      await device.sign('support.ask', null, { subject: 'one', text: 'one' }, NOW),
      await device.sign('support.ask', null, { subject: 'bad', text: 'unjudgeable' }, NOW),
      await device.sign('support.ask', null, { subject: 'two', text: 'two' }, NOW)
    ];
    const verdicts = await judged(workerThatFailsOn('unjudgeable'), actions);
    expect(verdicts.map((each) => each?.outcome)).toEqual(['applied', 'held', 'applied']);
    const [, held] = verdicts;
    expect(held?.code).toBe('action.malformed');
    expect(deps.keys.verify(receiptBody(actions[1]!.hash, held!), held!.receipt)).toBe(true);
    const cases = await server.store.cases.withPrefix('case:judging:anna:');
    expect(cases).toMatchObject([
      { kind: 'judging.failed', judgement: { outcome: 'held', at: held!.at } }
    ]);
  });

  it('[P7.2] keeps its verdict when it is given up once more after a crash', async () => {
    const action = await device.sign('support.ask', null, { subject: 'bad', text: 'bad' }, NOW);
    const [first] = await judged(workerThatFailsOn('bad'), [action]);
    server.clock.advance(60_000);
    const again = workerThatFailsOn('bad');
    await deps.authority.giveUp!(
      {
        ...{ provider: 'anna', id: action._id, rev: '1-a', device: device.id },
        receivedAt: NOW,
        envelope: action
      },
      { outcome: 'held', code: 'action.malformed', at: server.clock.now() }
    );
    again.wake('anna');
    await again.idle();
    expect(await verdictOn(server.store, 'anna', action)).toEqual(first);
  });
});

describe('a time that no calendar has', () => {
  it.each([9e15, 8.64e15])(
    '[P7.2, R7.3] gets a verdict where a next visit is asked for at %i',
    async (startsAt) => {
      const { _id } = await anOfferedOrderIn(deps.orderWork);
      const body = { packageId: 'wlan', startsAt, note: '' };
      const actions = [
        await device.sign('offer.accept', _id, {}, NOW),
        await device.sign('booking.request', _id, body, NOW)
      ];
      const [, verdict] = await judged(deps.outboxWorker, actions);
      expect(verdict?.outcome).toMatch(/held|refused/);
    }
  );

  it.each([
    [9e15, 'held', 'body.invalid'],
    [8.64e15, 'refused', 'appointment.tooFar']
  ])('[R7.3] is not what a visit is moved to: %i', async (startsAt, outcome, code) => {
    const order = await anOfferedOrderIn(deps.orderWork);
    const body = { startsAt, customerWish: 'much later', confirmedBy: 'phone' } as const;
    const actions = [
      await device.sign('offer.accept', order._id, {}, NOW),
      await device.sign('appointment.change', order._id, body, NOW)
    ];
    const [, verdict] = await judged(deps.outboxWorker, actions);
    expect(verdict).toMatchObject({ outcome, code });
    const stored = await server.store.orders.get(order._id);
    expect(stored?.job.appointment).toEqual(order.job.appointment);
  });
});

it('[P7.2] looks into the other outboxes though one can never be read', async () => {
  const { device: carlas } = await aMember(server.store, { id: 'carla' });
  const question = { subject: 'Frage', text: 'Wo ist die Leiter?' };
  const asked = await carlas.sign('support.ask', null, question, NOW);
  await send(server.store, device, [await device.sign('support.ask', null, question, NOW)], NOW);
  await send(server.store, carlas, [asked], NOW);
  const closing = new AbortController();
  const store = {
    ...server.store,
    outboxes: async () => ['carla', 'anna'],
    outbox: (provider: string) => {
      if (provider === 'anna') throw new TypeError('a broken document');
      return server.store.outbox(provider);
    }
  };
  const worker = newOutboxWorker({ ...deps, store, closing: closing.signal, patienceMs: 20 });
  await worker.catchUp();
  const verdict = await until(() => verdictOn(server.store, 'carla', asked), 'a verdict');
  expect(verdict.outcome).toBe('applied');
  closing.abort();
  await worker.idle();
});
