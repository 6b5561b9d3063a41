// 200 providers accept one offer at once: exactly one wins; how long until each has its verdict.
import { byRank, rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { startRound } from '#domain/order/advance-order.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { anOrder, NOW } from '../support/builders.ts';
import {
  aClock,
  aMember,
  aProcess,
  judge,
  send,
  verdictOn,
  type ServerProcess
} from '../support/order-work.ts';
import { median } from './median.ts';
import { productionStore } from './production-store.ts';

interface Crowd {
  winners: number;
  refused: number;
  p99Ms: number;
}

export interface AcceptFigures {
  /** Winners of each crowd, the first one included. */
  winners: number[];
  refused: number[];
  /** Of the first crowd after a start, when nothing is compiled and no device known. */
  firstP99Ms: number;
  /** Of the crowds after it: the middle one and the slowest. */
  p99Ms: number;
  worstP99Ms: number;
  /** The engine's requests of one crowd alone, without anybody deciding anything: the middle one. */
  bareMs: number;
}

type Member = Awaited<ReturnType<typeof aMember>>;

const ROUNDS = 7;

export async function acceptFigures(count = 200): Promise<AcceptFigures> {
  const store = await productionStore();
  try {
    const members: Member[] = [];
    for (let index = 0; index < count; index += 1) {
      members.push(await aMember(store, { id: `p${1_000 + index}` }));
    }
    const work = await aProcess(store, aClock());
    const first = await acceptedByAll(store, work, members, 0);
    const crowds: Crowd[] = [];
    const bare: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      crowds.push(await acceptedByAll(store, work, members, round));
      bare.push(await bareRequests(store, members, round));
    }
    const all = [first, ...crowds];
    const p99s = crowds.map((crowd) => crowd.p99Ms);
    return {
      winners: all.map((crowd) => crowd.winners),
      refused: all.map((crowd) => crowd.refused),
      firstP99Ms: first.p99Ms,
      p99Ms: median(p99s),
      worstP99Ms: Math.max(...p99s),
      bareMs: median(bare)
    };
  } finally {
    await store.close();
  }
}

async function acceptedByAll(
  store: Store,
  work: ServerProcess,
  members: readonly Member[],
  round: number
): Promise<Crowd> {
  const order = offeredToAll(members, round);
  await work.writer.book(order);
  const accepts = await Promise.all(
    members.map(async ({ device }) => {
      const accept = await device.sign('offer.accept', order._id, {}, NOW);
      await send(store, device, [accept], NOW);
      return accept;
    })
  );
  const startedAt = performance.now();
  const took = await Promise.all(
    members.map(async ({ provider }) => {
      await judge(store, work, provider.id);
      return performance.now() - startedAt;
    })
  );
  const verdicts = await Promise.all(accepts.map((each) => verdictOn(store, each.provider, each)));
  took.sort((a, b) => a - b);
  return {
    winners: verdicts.filter((verdict) => verdict?.outcome === 'applied').length,
    refused: verdicts.filter((verdict) => verdict?.code === 'offer.taken').length,
    p99Ms: took[Math.ceil(took.length * 0.99) - 1] ?? NaN
  };
}

/** Each round on a day of its own: whoever won before is free for it. */
function offeredToAll(members: readonly Member[], round: number): Order {
  const id = `crowd${round}`;
  const order = anOrder({ id, token: id, startsAt: NOW + (round + 2) * 24 * HOUR_MS });
  const ranked = members
    .map(({ provider }) => rank(provider, 'wlan', order.job.place, null))
    .sort(byRank);
  const begun = startRound(order, newOffers(order.job, ranked), NOW);
  const offers = begun.offers.map((offer) => ({
    ...offer,
    state: 'open' as const,
    step: 0,
    sentAt: NOW
  }));
  return { ...begun, offers };
}

/** Read an outbox, look into an inbox, write into it: once for each member, all at once. */
async function bareRequests(
  store: Store,
  members: readonly Member[],
  round: number
): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    members.map(async ({ provider: { id } }) => {
      await store.outbox(id).changes({ since: '0', includeDocs: true, allLeaves: true });
      await store.inbox(id).getMany([`bare:${round}`]);
      await store.inbox(id).bulk([{ _id: `bare:${round}` }]);
    })
  );
  return performance.now() - startedAt;
}

if (import.meta.main) console.info(await acceptFigures());
