import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { retry } from '../../../sync-server/concurrency/retry.ts';
import { InConflict } from '../../../sync-server/store/conflicts.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aPackage, NOW } from '../../support/builders.ts';
import { aLooseCluster, type LooseCluster } from '../../support/loose-cluster.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  judge,
  send,
  verdictOn,
  type ServerProcess
} from '../../support/order-work.ts';

const RACES = 20;

let cluster: LooseCluster;
let stores: [Store, Store];
let processes: [ServerProcess, ServerProcess];
beforeEach(async () => {
  cluster = await aLooseCluster();
  stores = [await cluster.open(), await cluster.open()];
  await stores[0].catalog.put({ ...aPackage() });
});
afterEach(async () => {
  for (const process of processes) process.stop();
  for (const store of stores) await store.close();
  await cluster.close();
});

it(`[S3.6, R5.6] in ${RACES} races over a store that takes outdated writes nobody is told twice`, async () => {
  const members = [
    await aMember(stores[0], { id: 'anna' }),
    await aMember(stores[0], { id: 'berta' })
  ] as const;
  processes = [await aProcess(stores[0], aClock()), await aProcess(stores[1], aClock())];
  for (let race = 0; race < RACES; race += 1) {
    cluster.is.outdatedWrites = 409;
    const order = await anOfferedOrderIn(processes[0], {
      id: `order${race}`,
      startsAt: NOW + (48 + 24 * race) * HOUR_MS
    });
    cluster.is.outdatedWrites = 202;
    const accepts = await Promise.all(
      members.map(async ({ device }) => {
        const accept = await device.sign('offer.accept', order._id, {}, NOW);
        await send(stores[0], device, [accept], NOW);
        return accept;
      })
    );
    const judgeAll = () =>
      Promise.all(
        members.map(({ provider }, index) => judged(stores[index]!, processes[index]!, provider.id))
      );
    const told = async () => {
      const verdicts = await Promise.all(
        accepts.map((accept) => verdictOn(stores[0], accept.provider, accept))
      );
      return verdicts.flatMap((verdict, index) =>
        verdict?.outcome === 'applied' ? members[index]!.provider.id : []
      );
    };
    await judgeAll();
    const first = await told();
    expect([race, first]).toEqual([race, expect.toSatisfy(({ length }) => length <= 1)]);
    await decideAsSupport(order._id, first[0]);
    cluster.is.outdatedWrites = 409;
    await judgeAll();
    const [winner, ...others] = await told();
    expect([race, others, first[0] ?? winner]).toEqual([race, [], winner]);
    expect(winner).toBeDefined();
  }
});

/** Whoever was told that they have it has it; where nobody was, one of them. */
async function decideAsSupport(id: string, told: string | undefined): Promise<void> {
  const { orders } = stores[0];
  const beside = await orders.revisionsBeside(id);
  const standing = await orders.get(id);
  const revs = [standing!._rev, ...beside];
  const leaves = await Promise.all(revs.map((rev) => orders.get(id, { rev })));
  const kept = leaves.find((leaf) => leaf?.job.provider?.id === told) ?? leaves[0];
  for (const rev of revs) if (rev !== kept?._rev) await orders.remove(id, rev);
}

/** As the worker does it: an outage is waited out, a conflict is left to support. */
async function judged(store: Store, work: ServerProcess, provider: string): Promise<void> {
  try {
    await retry(() => judge(store, work, provider), {
      ...{ tries: 20, firstMs: 5, longestMs: 50, signal: new AbortController().signal },
      isFinal: (error) => !(error instanceof StoreUnavailable)
    });
  } catch (error) {
    expect(error).toBeInstanceOf(InConflict);
  }
}
