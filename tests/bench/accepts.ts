// 200 providers accept one offer at once: exactly one wins; how long until each has its verdict.
import { startRound } from '#domain/order/advance-order.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { anOrder, NOW } from '../support/builders.ts';
import {
  aClock,
  aMember,
  aProcess,
  aStore,
  judge,
  send,
  verdictOn
} from '../support/order-work.ts';

export interface AcceptFigures {
  winners: number;
  refused: number;
  p50Ms: number;
  p99Ms: number;
}

export async function acceptFigures(count = 200): Promise<AcceptFigures> {
  const store = await aStore();
  try {
    const members: Awaited<ReturnType<typeof aMember>>[] = [];
    for (let index = 0; index < count; index += 1) {
      members.push(await aMember(store, { id: `p${1_000 + index}` }));
    }
    const work = await aProcess(store, aClock());
    const order = anOrder();
    const ranked = members
      .map(({ provider }) => rank(provider, 'wlan', order.job.place, null))
      .sort(byRank);
    const round = startRound(order, newOffers(order.job, ranked), NOW);
    const offers = round.offers.map((offer) => ({
      ...offer,
      state: 'open' as const,
      step: 0,
      sentAt: NOW
    }));
    await work.desk.book({ ...round, offers });
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
    const verdicts = await Promise.all(
      accepts.map((each) => verdictOn(store, each.provider, each))
    );
    took.sort((a, b) => a - b);
    const at = (share: number) => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
    return {
      winners: verdicts.filter((verdict) => verdict?.outcome === 'applied').length,
      refused: verdicts.filter((verdict) => verdict?.code === 'offer.taken').length,
      p50Ms: at(0.5),
      p99Ms: at(0.99)
    };
  } finally {
    await store.close();
  }
}

if (import.meta.main) console.info(await acceptFigures());
