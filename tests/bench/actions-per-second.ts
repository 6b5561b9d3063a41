// Actions through outbox, authority and projector per second, against single PUTs to the same engine in the same run.
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import { NOW } from '../support/builders.ts';
import { aClock, aMember, anOfferedOrderIn, aProcess, judge, send } from '../support/order-work.ts';

import { productionStore } from './production-store.ts';

export interface ActionThroughput {
  putsPerSecond: number;
  actionsPerSecond: number;
  ratio: number;
}

const PROVIDERS = 20;
/** About what a visit is made of. */
const ACTIONS_EACH = 40;

/** Several devices send notes on their running jobs at the same time, `batchSize` in each request. */
export async function actionThroughput(batchSize = 20): Promise<ActionThroughput> {
  const batchesEach = ACTIONS_EACH / batchSize;
  const store = await productionStore();
  const clock = aClock();
  try {
    const puts = PROVIDERS * ACTIONS_EACH;
    const putsPerSecond = await timed(puts, async () => {
      await Promise.all(
        Array.from({ length: PROVIDERS }, async (_, lane) => {
          for (let index = 0; index < puts / PROVIDERS; index += 1) {
            await store.ledger.put({ _id: `put:${lane}:${index}` });
          }
        })
      );
    });

    const members: Awaited<ReturnType<typeof aMember>>[] = [];
    for (let index = 0; index < PROVIDERS; index += 1) {
      members.push(await aMember(store, { id: `bench-${index}` }));
    }
    const work = await aProcess(store, clock);
    const batches: { provider: string; lists: Action[][] }[] = [];
    for (const [index, { provider, device }] of members.entries()) {
      const id = `bench-order-${index}`;
      const order = await anOfferedOrderIn(work, { id, token: id, personalProvider: provider.id });
      await send(store, device, [await device.sign('offer.accept', order._id, {}, NOW)], NOW);
      await judge(store, work, provider.id);
      const lists: Action[][] = [];
      for (let batch = 0; batch < batchesEach; batch += 1) {
        const list: Action[] = [];
        for (let at = 0; at < batchSize; at += 1) {
          const text = `note ${batch}.${at}`;
          list.push(await device.sign('note.add', order._id, { text }, NOW + HOUR_MS));
        }
        lists.push(list);
      }
      batches.push({ provider: provider.id, lists });
    }
    clock.set(NOW + 2 * HOUR_MS);
    const actionsPerSecond = await timed(puts, async () => {
      await Promise.all(
        batches.map(async ({ provider, lists }) => {
          const device = members.find((each) => each.provider.id === provider)!.device;
          for (const list of lists) {
            await send(store, device, list, clock.now());
            await judge(store, work, provider);
          }
        })
      );
    });
    return { putsPerSecond, actionsPerSecond, ratio: actionsPerSecond / putsPerSecond };
  } finally {
    await store.close();
  }
}

async function timed(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return Math.round((count * 1_000) / (performance.now() - startedAt));
}

if (import.meta.main) {
  for (const size of [1, 5, 20]) console.info(size, await actionThroughput(size));
}
