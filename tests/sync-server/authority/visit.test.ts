import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { receiptBody } from '#domain/protocol/verdict.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { FACTS, NOW, SIGNATURE } from '../../support/builders.ts';
import { signStatement, visitActions } from '../../support/visit-actions.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aRegisteredDevice,
  aStore,
  casesOf,
  fromInbox,
  judge,
  judgeAgain,
  send,
  verdictOn,
  type ServerProcess
} from '../../support/order-work.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const later = NOW + 50 * HOUR_MS;

async function aServer(
  at = NOW
): Promise<{ server: ServerProcess; clock: ReturnType<typeof aClock> }> {
  const clock = aClock(at);
  return { server: await aProcess(store, clock), clock };
}
const orderNow = async (id: string): Promise<Order> => (await store.orders.get(id))!;

/** A whole visit, sent in one batch after an accepted offer. */
async function aWholeVisit() {
  const { device } = await aMember(store);
  const { server, clock } = await aServer();
  const order = await anOfferedOrderIn(server);
  const accept = await device.sign('offer.accept', order._id, {}, NOW + 60_000);
  clock.set(NOW + 60_000);
  await send(store, device, [accept], clock.now());
  await judge(store, server, 'anna');
  const accepted = await orderNow(order._id);
  const actions = await visitActions(device, accepted.job);
  clock.set(later);
  await send(store, device, actions, later);
  await judge(store, server, 'anna');
  return {
    device,
    server,
    accepted,
    actions: [accept, ...actions],
    done: await orderNow(order._id)
  };
}

describe('a visit that arrives in one batch', () => {
  it('[P4.1, R15.3] is applied action by action in one write, each with its receipt, and is due to be billed', async () => {
    const { server, accepted, actions, done } = await aWholeVisit();
    expect(accepted.job).toMatchObject({ state: 'accepted', provider: { id: 'anna' } });
    expect(done.job).toMatchObject({ state: 'completed', billing: { state: 'due' } });
    // One write for the whole batch, one for the tally that follows from it.
    const writes = [done, accepted].map(({ _rev }) => Number.parseInt(_rev!, 10));
    expect(writes[0]! - writes[1]!).toBe(2);
    for (const action of actions) {
      const verdict = await verdictOn(store, 'anna', action);
      expect(verdict).toMatchObject({ outcome: 'applied', code: null, order: done._id });
      expect(server.keys.verify(receiptBody(action.hash, verdict!), verdict!.receipt)).toBe(true);
    }
    const job = await fromInbox<JobDocument>(store, 'anna', `job:${done._id}`);
    expect(job?.job.state).toBe('completed');
    expect(Object.keys(job!.judged)).toHaveLength(actions.length);
    expect(await casesOf(store)).toEqual([]);
    expect(await store.people.get('provider:anna')).toMatchObject({
      reliability: { kept: 21, lost: 0 }
    });
  });

  it('[P4.2] changes nothing when it is judged again, after a restart and by another process', async () => {
    const { done } = await aWholeVisit();
    const inbox = await store.inbox('anna').withPrefix('');
    const provider = await store.people.get('provider:anna');
    const { server: other } = await aServer(later + HOUR_MS);
    await judgeAgain(store, other, 'anna');
    await judgeAgain(store, other, 'anna');
    expect(await orderNow(done._id)).toEqual(done);
    expect(await store.inbox('anna').withPrefix('')).toEqual(inbox);
    expect(await store.people.get('provider:anna')).toEqual(provider);
  });
});

describe('before and after acceptance', () => {
  it('[R6.2, R6.3] shows an offer without name, phone, street or exact place, and the job with all of them', async () => {
    const { device } = await aMember(store, { id: 'r6' });
    const { server, clock } = await aServer();
    const order = await anOfferedOrderIn(server, { id: 'r6', token: 'r6-token' });
    const offer = await fromInbox<OfferDocument>(store, 'r6', 'offer:r6');
    expect(offer).toMatchObject({ state: 'open', area: { postcode: '4051' }, distanceM: 1_000 });
    expect(offer?.exclusiveUntil).toBe(NOW + 130_000);
    const text = JSON.stringify(offer);
    for (const secret of ['Rosa', '555', 'Steinenvorstadt', '47.553', 'rosa@', 'r6-token']) {
      expect(text).not.toContain(secret);
    }
    expect(await fromInbox(store, 'r6', 'job:r6')).toBeUndefined();

    await send(store, device, [await device.sign('offer.accept', order._id, {}, NOW)], clock.now());
    await judge(store, server, 'r6');
    const job = await fromInbox<JobDocument>(store, 'r6', 'job:r6');
    expect(job?.job.customer.name).toBe('Rosa Keller');
    expect(JSON.stringify(job)).not.toContain('r6-token');
    expect(await fromInbox(store, 'r6', 'offer:r6')).toMatchObject({ state: 'yours' });
  });
});

describe('[R15.4, R15.5] a completion that does not match', () => {
  it.each([
    ['statement.mismatch', 'another total', 'totalMinor'],
    ['statement.badHash', 'another hash', 'hash']
  ] as const)('is held as %s with both versions: %s', async (code, _title, broken) => {
    const id = `held-${broken.toLowerCase()}`;
    const { device } = await aMember(store, { id });
    const { server, clock } = await aServer();
    const order = await anOfferedOrderIn(server, { id, token: id });
    await send(store, device, [await device.sign('offer.accept', id, {}, NOW)], NOW);
    await judge(store, server, id);
    const { job } = await orderNow(order._id);
    const actions = await visitActions(device, job, { without: 'job.complete' });
    clock.set(later);
    await send(store, device, actions, later);
    await judge(store, server, id);

    const statement = signStatement((await orderNow(id)).job);
    if (broken === 'totalMinor') statement.totalMinor += 1;
    const statementHash = broken === 'hash' ? 'A'.repeat(43) : await hashOf(statement);
    const body = { facts: FACTS, statement, statementHash, signature: SIGNATURE };
    const complete = await device.sign('job.complete', id, body as never, later);
    await send(store, device, [complete], later);
    await judge(store, server, id);

    expect(await verdictOn(store, id, complete)).toMatchObject({ outcome: 'held', code });
    const held = await orderNow(id);
    expect(held.job).toMatchObject({ state: 'held', billing: { state: 'held' } });
    const found = await store.cases.get(`case:${complete._id}`);
    expect(found).toMatchObject({
      code,
      order: id,
      provider: id,
      statement: { signed: statement, rebuilt: signStatement(job, (await orderNow(id)).job) }
    });
    expect(JSON.parse((found as unknown as { action: { text: string } }).action.text)).toEqual(
      complete
    );
  });
});

describe('a provider who has promised another visit meanwhile', () => {
  it('[R3.7] is refused the second of two visits at the same time, from two devices in one breath', async () => {
    const { device } = await aMember(store, { id: 'busy' });
    const { server } = await aServer();
    const second = await aRegisteredDevice(store, 'busy');
    await anOfferedOrderIn(server, { id: 'busy-1', token: 'busy-1' });
    await anOfferedOrderIn(server, { id: 'busy-2', token: 'busy-2' });
    const one = await device.sign('offer.accept', 'busy-1', {}, NOW);
    const two = await second.sign('offer.accept', 'busy-2', {}, NOW);
    await send(store, device, [one], NOW);
    await send(store, second, [two], NOW);
    await judge(store, server, 'busy');
    const verdicts = [await verdictOn(store, 'busy', one), await verdictOn(store, 'busy', two)];
    expect(verdicts.map((each) => each?.code ?? 'applied').sort()).toEqual([
      'applied',
      'provider.busy'
    ]);
  });
});
