import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Invoice } from '#domain/billing/invoice.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { reserveInvoiceNumber } from '../../../sync-server/billing/invoice-number.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import type { VoidNumber } from '../../../sync-server/billing/void-numbers.ts';
import {
  aDueOrder,
  billed,
  billingDeps,
  openBillingWorld,
  type BillingWorld
} from '../../support/billing-world.ts';
import { failingStore } from '../../support/failing-store.ts';

let world: BillingWorld;
beforeEach(async () => {
  world = await openBillingWorld();
});
afterEach(() => world.close());

/** Every number that was taken, with what became of it. */
async function ends(): Promise<Record<string, string>> {
  const { ledger } = world.store;
  const invoices = await ledger.withPrefix<Invoice>('invoice:');
  const voids = await ledger.withPrefix<VoidNumber>('void:');
  return Object.fromEntries([
    ...invoices.map(({ number, order }) => [number, `invoice of ${order}`]),
    ...voids.map(({ number, order }) => [number, `void, was ${order}'s`])
  ]) as Record<string, string>;
}

/** Its process ended when the number was taken, and what is billed is not any more what was signed. */
async function refusedAfterReserving(id: string): Promise<void> {
  const order = await aDueOrder(id);
  const { market } = order.job;
  await reserveInvoiceNumber(world.store, { order: id, market, year: 2026 });
  const service = { ...order.job.service, priceMinor: 1 };
  await world.store.orders.put({ ...order, job: { ...order.job, service } });
}

it('[M8.3] a number whose bill is refused after a crash is declared void, and names its order', async () => {
  await refusedAfterReserving('lost');
  await billCompleted(world.deps, 'lost');
  expect((await world.store.orders.get('lost'))?.job.billing.state).toBe('held');
  await billed(world, 'next');
  expect(await ends()).toEqual({
    'CH-2026-000001': "void, was lost's",
    'CH-2026-000002': 'invoice of next'
  });
});

it('[M8.3] at whatever step the process that declares it void ends', async () => {
  // What one leaves is the next one's work too: there is no last step.
  for (let failAt = 1; failAt <= 30; failAt += 1) {
    const id = `lost-${failAt}`;
    await refusedAfterReserving(id);
    const dying = failingStore(world.store, failAt, failAt % 2 === 0 ? 'before' : 'after');
    const deps = billingDeps(dying.store, world.clock, world.bank);
    await billCompleted(deps, id).catch(() => undefined);
  }
  await openBilling(world.deps).sweep();
  const numbers = Object.keys(await ends()).toSorted();
  expect(numbers.length).toBeGreaterThan(5);
  expect(numbers.map((number) => Number(number.slice(-6)))).toEqual(
    numbers.map((_, index) => index + 1)
  );
});

it('[M8.3, M8.2] a bill that comes after all gets a number of its own, of its own day', async () => {
  await refusedAfterReserving('late');
  await world.store.ledger.put({
    ...{ _id: 'bill:late', type: 'bill', order: 'late', issuedAt: world.clock.now() }
  } as never);
  await billCompleted(world.deps, 'late');
  world.clock.set(Date.UTC(2027, 0, 5));
  await world.deps.changeOrder('late', (order) => {
    const settled = { at: 1, way: 'agreed', payer: 'customer', reason: 'x' } as const;
    const billing = { ...order.job.billing, state: 'due' as const };
    return { ...order, job: { ...order.job, state: 'completed', settled, billing } };
  });
  await billCompleted(world.deps, 'late');
  expect(await ends()).toEqual({
    'CH-2026-000001': "void, was late's",
    'CH-2027-000001': 'invoice of late'
  });
});

it('[M8.3] a number of an order that is still due is nobody else’s to take away', async () => {
  await world.store.orders.put(await aDueOrder('slow'));
  await reserveInvoiceNumber(world.store, { order: 'slow', market: 'CH', year: 2026 });
  await refusedAfterReserving('other');
  await billCompleted(world.deps, 'other');
  await billCompleted(world.deps, 'slow');
  expect(await ends()).toEqual({
    'CH-2026-000001': 'invoice of slow',
    'CH-2026-000002': "void, was other's"
  });
});

it('[M8.3] what cannot be written down throws before a number is taken', async () => {
  const order = await aDueOrder('broken');
  const appointment = { ...order.job.appointment, timeZone: 'Nowhere/At all' };
  const settled = { at: 1, way: 'agreed', payer: 'customer', reason: 'x' } as const;
  await world.store.orders.put({ ...order, job: { ...order.job, appointment, settled } });
  await expect(billCompleted(world.deps, 'broken')).rejects.toThrow(RangeError);
  expect(await world.store.ledger.withPrefix('')).toEqual([]);
});
