import { beforeEach, describe, expect, it } from 'vitest';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import type { BillingDeps } from '../../../sync-server/billing/billing-deps.ts';
import { reserveInvoiceNumber } from '../../../sync-server/billing/invoice-number.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { voidLostNumbers } from '../../../sync-server/billing/void-numbers.ts';
import { billingInMemory } from '../../support/billing-in-memory.ts';
import { aDueOrder, billingDeps } from '../../support/billing-world.ts';
import { endsOfNumbers, moveThePrice, settleIfHeld } from '../../support/contested-bill.ts';
import { gatedStore, heldAfter } from '../../support/gated-store.ts';

let world: ReturnType<typeof billingInMemory>;
beforeEach(() => {
  world = billingInMemory();
});

const slowly = (gate: () => Promise<void>) =>
  billingDeps(gatedStore(world.store, gate), world.clock, world.bank);

type Side = (deps: BillingDeps, id: string) => Promise<unknown>;
const bills: Side = (deps, id) => billCompleted(deps, id);
const voids: Side = (deps) => voidLostNumbers(deps);

const refuses: Side = async (deps, id) => {
  await moveThePrice(world, id);
  await billCompleted(deps, id);
  await voidLostNumbers(deps);
};
const refusesAndSettles: Side = async (deps, id) => {
  await refuses(deps, id);
  await settleIfHeld(world, id, 'agreed');
  await billCompleted(deps, id);
};
const settles: Side = async (deps, id) => {
  await settleIfHeld(world, id, 'agreed');
  await billCompleted(deps, id);
};

type Start = (id: string) => Promise<void>;
const due: Start = async (id) => {
  await world.store.orders.put(await aDueOrder(id));
};
/** An earlier process ended when the number was taken. */
const reserved: Start = async (id) => {
  await due(id);
  await reserveInvoiceNumber(world.store, { order: id, market: 'CH', year: 2026 });
};
const heldWithNumber: Start = async (id) => {
  await reserved(id);
  await world.deps.changeOrder(id, ({ job, ...order }) => ({
    ...order,
    job: { ...job, state: 'held', billing: { ...job.billing, state: 'held' } }
  }));
};

describe('[M8.3] each number ends in one thing, at whatever step one side stands still', () => {
  it.each<[string, Start, Side, Side]>([
    ['who bills, while it is refused', due, bills, refuses],
    ['who bills, while it is refused and settled', due, bills, refusesAndSettles],
    ['who bills with a number, while it is refused', reserved, bills, refuses],
    ['who bills with a number, while it is settled', reserved, bills, refusesAndSettles],
    ['who refuses, while it is billed', reserved, refuses, bills],
    ['who refuses and settles, while it is billed', reserved, refusesAndSettles, bills],
    ['who voids, while it is settled', heldWithNumber, voids, settles],
    ['who settles, while it is voided', heldWithNumber, settles, voids]
  ])('%s', async (_title, start, one, other) => {
    for (let steps = 0, isOver = false; !isOver; steps += 1) {
      const id = `at-${String(steps).padStart(3, '0')}`;
      await start(id);
      isOver = !(await heldAfter(
        steps,
        (gate) => one(slowly(gate), id),
        () => other(world.deps, id)
      ));
    }
    await openBilling(world.deps).sweep();
    const wrong = (await endsOfNumbers(world)).filter(([, became]) => became.length !== 1);
    expect(wrong).toEqual([]);
  });
});
