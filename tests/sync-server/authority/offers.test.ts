import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfferDocument } from '#domain/order/views/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import {
  aClock,
  aMember,
  aProcess,
  aStore,
  fromInbox,
  judge,
  send,
  verdictOn,
  type ServerProcess
} from '../../support/order-work.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

const ids = (count: number) => Array.from({ length: count }, (_, index) => `p${100 + index}`);

/** An order that has reached every one of these. */
async function offeredToAll(work: ServerProcess, providers: string[]): Promise<Order> {
  const order = anOrder();
  const ranked = providers
    .map((id) => rank(work.providers.get(id)!, 'wlan', order.job.place, null))
    .sort(byRank);
  const offered = startRound(order, newOffers(order.job, ranked), NOW);
  const open = offered.offers.map((offer) => ({
    ...offer,
    state: 'open' as const,
    step: 0,
    sentAt: NOW
  }));
  return work.writer.book({ ...offered, offers: open });
}

/** Everybody accepts; judged at the same time, spread over the processes. */
async function everybodyAccepts(count: number, processes: ServerProcess[]) {
  const members = await Promise.all(ids(count).map((id) => aMember(store, { id })));
  const devices: SignerDevice[] = members.map(({ device }) => device);
  // Providers who registered after a process had started.
  await Promise.all(processes.map((work) => work.providers.load()));
  const order = await offeredToAll(processes[0]!, ids(count));
  const accepts = await Promise.all(
    devices.map(async (device) => {
      const accept = await device.sign('offer.accept', order._id, {}, NOW);
      await send(store, device, [accept], NOW);
      return accept;
    })
  );
  const startedAt = performance.now();
  const tookMs = await Promise.all(
    devices.map(async ({ provider }, index) => {
      await judge(store, processes[index % processes.length]!, provider);
      return performance.now() - startedAt;
    })
  );
  const verdicts = await Promise.all(
    accepts.map((accept) => verdictOn(store, accept.provider, accept))
  );
  return { order, verdicts, tookMs, accepts };
}

async function expectOneWinner(
  count: number,
  { order, verdicts, accepts }: Awaited<ReturnType<typeof everybodyAccepts>>
): Promise<void> {
  const outcomes = verdicts.map((verdict) => verdict?.code ?? verdict?.outcome);
  expect(outcomes.filter((each) => each === 'applied')).toHaveLength(1);
  expect(outcomes.filter((each) => each === 'offer.taken')).toHaveLength(count - 1);
  const winner = accepts[outcomes.indexOf('applied')]!.provider;
  expect((await store.orders.get(order._id))?.job.provider?.id).toBe(winner);
  const seen = await Promise.all(
    accepts.map(async ({ provider }) => {
      const offer = await fromInbox<OfferDocument>(store, provider, `offer:${order._id}`);
      const job = await fromInbox(store, provider, `job:${order._id}`);
      return [provider, offer?.state, job !== undefined];
    })
  );
  expect(seen).toEqual(
    accepts.map(({ provider }) =>
      provider === winner ? [provider, 'yours', true] : [provider, 'taken', false]
    )
  );
}

describe('many accept one offer at once', () => {
  it('[R5.6] gives it to exactly one of 20 devices and refuses 19 with offer.taken', async () => {
    const work = await aProcess(store, aClock());
    await expectOneWinner(20, await everybodyAccepts(20, [work]));
  });

  it('[R5.6] gives it to exactly one of 20 when two processes judge', async () => {
    const both = [await aProcess(store, aClock()), await aProcess(store, aClock())];
    await expectOneWinner(20, await everybodyAccepts(20, both));
  });

  it('[R5.6] gives it to exactly one of 200', async () => {
    const work = await aProcess(store, aClock());
    const result = await everybodyAccepts(200, [work]);
    await expectOneWinner(200, result);
    const last = Math.round(result.tookMs.toSorted((a, b) => a - b).at(-1)!);
    console.info(`200 accepts judged and projected in ${last} ms`);
  });
});
