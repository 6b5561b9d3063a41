import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { aDueOrder, openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';
import { aPaper, heldOf, withHeld } from '../../support/papers.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

const CANCELLED = {
  state: 'cancelled',
  completion: null,
  cancellation: { at: NOW, by: 'support', reason: '', payer: 'customer', feeMinor: 3500 }
} as const;

const held = (order: Order): Order => ({
  ...order,
  job: { ...order.job, billing: { ...order.job.billing, state: 'held' } }
});

it('[R15.10] a fee that is held before its billing has begun leaves nothing in the ledger', async () => {
  const { store, deps, bank } = world;
  await store.orders.put(await aDueOrder('held', CANCELLED));
  // What was signed arrives after billing has read the order and before it has written anything.
  let isFirst = true;
  const changeOrder: typeof deps.changeOrder = async (id, decide) => {
    if (isFirst) await deps.changeOrder(id, held);
    isFirst = false;
    return deps.changeOrder(id, decide);
  };
  await billCompleted({ ...deps, changeOrder }, 'held');
  expect((await store.orders.get('held'))?.job.billing.state).toBe('held');
  expect(await store.ledger.withPrefix('')).toEqual([]);
  expect(bank.calls).toBe(0);
});

it('[R15.11] a fee says so in the order before the ledger does', async () => {
  const { store, deps } = world;
  await store.orders.put(await aDueOrder('begun', CANCELLED));
  const seen: unknown[] = [];
  const changeOrder: typeof deps.changeOrder = async (id, decide) => {
    const found = await store.ledger.get(`invoice:${id}`);
    const order = await deps.changeOrder(id, decide);
    seen.push([found === undefined, order?.billingBegunAt, order?.job.billing.state]);
    return order;
  };
  await billCompleted({ ...deps, changeOrder }, 'begun');
  expect(seen.slice(0, 2)).toEqual([
    [true, NOW, 'due'],
    [false, NOW, 'billed']
  ]);
});

describe('what an order holds of an earlier provider', () => {
  const earlier = aPaper({ body: { statementHash: 'A'.repeat(43) } });

  it('[R15.21] stays beside the completion that cannot be billed', async () => {
    const order = await aDueOrder('held-before');
    const service = { ...order.job.service, priceMinor: 1 };
    const job = { ...order.job, service };
    await world.store.orders.put(withHeld({ ...order, job }, 'berta', earlier));
    await billCompleted(world.deps, 'held-before');
    await billCompleted(world.deps, 'held-before');
    const held = await world.store.orders.get('held-before');
    const { action } = job.completion!;
    expect(heldOf(held, job.provider?.id)).toMatchObject([{ action, code: 'statement.mismatch' }]);
    expect(heldOf(held, 'berta')).toEqual([earlier]);
  });

  it('[R15.21] stays where there is nothing to bill by', async () => {
    const order = await aDueOrder('held-without');
    const job = { ...order.job, completion: null };
    await world.store.orders.put(withHeld({ ...order, job }, 'berta', earlier));
    await billCompleted(world.deps, 'held-without');
    const held = await world.store.orders.get('held-without');
    expect(held?.job.billing.state).toBe('held');
    expect(heldOf(held, 'berta')).toEqual([earlier]);
  });
});
