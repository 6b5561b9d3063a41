import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import type { Payout } from '#domain/billing/payout.ts';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { payOut } from '../../../sync-server/billing/pay-out.ts';
import {
  aDueOrder,
  billingDeps,
  openBillingWorld,
  type BillingWorld
} from '../../support/billing-world.ts';
import { NOW } from '../../support/builders.ts';
import { failingStore } from '../../support/failing-store.ts';
import { balances, gapless, invoiceNumbers, transactions } from '../../support/ledger-facts.ts';

const TEN_MINUTES = 600_000;
let world: BillingWorld;
beforeEach(async () => {
  world = await openBillingWorld();
});
afterEach(() => world.close());

/** Every order billed once: number, booking, debit, payout line, earning, history. */
async function expectBilledOnce(
  orders: string[],
  { totalMinor, payoutMinor } = { totalMinor: 8390, payoutMinor: 6320 }
): Promise<void> {
  const { store, bank } = world;
  expect(await invoiceNumbers(store)).toEqual(gapless('CH-2026', orders.length));
  expect((await transactions(store)).map((tx) => tx._id).sort()).toEqual(
    orders.flatMap((id) => [`tx:charge:${id}`, `tx:completion:${id}`]).sort()
  );
  expect([...bank.debits.keys()].sort()).toEqual(orders.map((id) => `charge:${id}`).sort());
  const sums = await balances(store);
  for (const id of orders) expect(sums[`receivable order:${id}`]).toBe(0);
  expect(sums.bank).toBe(totalMinor * orders.length);
  expect(sums['providerPayable provider:anna']).toBe(-payoutMinor * orders.length);
  const lines = await store.ledger.withPrefix<PayoutLine>('payoutLine:');
  expect(lines.map((line) => line.order).sort()).toEqual([...orders].sort());
  expect(await store.inbox('anna').withPrefix('earning:')).toHaveLength(orders.length);
  for (const order of await store.orders.getMany(orders)) {
    expect(order?.job.billing).toMatchObject({ state: 'billed', payoutMinor });
    const billings = order?.history.filter((entry) => entry.what === 'order.bill');
    expect(billings).toHaveLength(1);
  }
}

describe('a process that dies while it bills', () => {
  it.each(['before', 'after'] as const)(
    '[M8.1, M8.2, R21.1] at any step, %s the store has taken it: billed once in the end, no gap, no double',
    async (when) => {
      const { store, clock, bank, deps } = world;
      const orders: string[] = [];
      for (let failAt = 1; ; failAt += 1) {
        const id = `order-${String(failAt).padStart(3, '0')}`;
        orders.push(id);
        await store.orders.put(await aDueOrder(id));
        const dying = failingStore(store, failAt, when);
        const run = billCompleted(billingDeps(dying.store, clock, bank), id);
        const outcome = await run.then(
          () => 'done',
          () => 'died'
        );
        if (dying.steps() < failAt) break;
        expect(outcome).toBe('died');
      }
      expect(orders.length).toBeGreaterThan(20);
      clock.advance(TEN_MINUTES);
      await openBilling(deps).sweep();
      await expectBilledOnce(orders);
    }
  );

  it('[R27.7] at any step of a late cancellation: fee and compensation once in the end', async () => {
    const { store, clock, bank, deps } = world;
    const cancellation = { at: NOW, by: 'support', reason: '', payer: 'customer' } as const;
    const fields = {
      state: 'cancelled' as const,
      completion: null,
      cancellation: { ...cancellation, feeMinor: 3500 }
    };
    const orders: string[] = [];
    for (let failAt = 1; ; failAt += 1) {
      const id = `cancelled-${String(failAt).padStart(3, '0')}`;
      orders.push(id);
      await store.orders.put(await aDueOrder(id, fields));
      const dying = failingStore(store, failAt, failAt % 2 === 0 ? 'before' : 'after');
      await billCompleted(billingDeps(dying.store, clock, bank), id).catch(() => undefined);
      if (dying.steps() < failAt) break;
    }
    expect(orders.length).toBeGreaterThan(20);
    clock.advance(TEN_MINUTES);
    await openBilling(deps).sweep();
    await expectBilledOnce(orders, { totalMinor: 3500, payoutMinor: 3500 });
  });

  it('[R21.1, M7.3] again and again at the same order: still one of each', async () => {
    const { store, clock, bank, deps } = world;
    await store.orders.put(await aDueOrder('unlucky'));
    for (let failAt = 1; failAt < 40; failAt += 1) {
      const when = failAt % 2 === 0 ? 'before' : 'after';
      const dying = failingStore(store, failAt, when);
      await billCompleted(billingDeps(dying.store, clock, bank), 'unlucky').catch(() => undefined);
    }
    clock.advance(TEN_MINUTES);
    await openBilling(deps).sweep();
    await expectBilledOnce(['unlucky']);
  });
});

describe('two processes', () => {
  it('[M8.1, R21.1] bill 50 orders at once: numbers 1 to 50, one debit each', async () => {
    const { store, deps } = world;
    const orders = Array.from({ length: 50 }, (_, index) => `race-${index}`);
    for (const id of orders) await store.orders.put(await aDueOrder(id));
    const other = await world.otherProcess();
    await Promise.all([
      ...orders.map((id) => billCompleted(deps, id)),
      ...[...orders].reverse().map((id) => billCompleted(other, id)),
      openBilling(other).sweep()
    ]);
    await expectBilledOnce(orders);
  });

  it('[M9.1] pay out at once: each line once', async () => {
    const { store, bank, deps } = world;
    const orders = Array.from({ length: 12 }, (_, index) => `pay-${index}`);
    for (const [index, id] of orders.entries()) {
      const provider = { id: `p${index % 3}`, name: 'P', role: 'friend' as const };
      await store.orders.put(await aDueOrder(id, { provider }));
      await billCompleted(deps, id);
    }
    const other = await world.otherProcess();
    await Promise.all([payOut(deps, 1), payOut(other, 1), payOut(deps, 2), payOut(other, 2)]);
    await expectPaidOnce(orders, ['p0', 'p1', 'p2']);
    expect(bank.transfers.size).toBeGreaterThanOrEqual(3);
  });
});

/** Every line in exactly one payout, transferred once, told to the provider; nothing owed any more. */
async function expectPaidOnce(orders: string[], providers: string[]): Promise<void> {
  const { store, bank } = world;
  const payouts = await store.ledger.withPrefix<Payout>('payout:');
  expect(payouts.every((payout) => payout.state === 'paid')).toBe(true);
  const paid = payouts.flatMap((payout) => payout.lines);
  expect(paid.sort()).toEqual(orders.map((id) => `payoutLine:${id}`).sort());
  expect([...bank.transfers.keys()].sort()).toEqual(payouts.map((payout) => payout._id).sort());
  const sums = await balances(store);
  for (const provider of providers) {
    expect(sums[`providerPayable provider:${provider}`]).toBe(0);
    const earnings = await store
      .inbox(provider)
      .withPrefix<{ _id: string; state: string }>('earning:');
    expect(earnings.length).toBeGreaterThan(0);
    expect(earnings.every((earning) => earning.state === 'paid')).toBe(true);
  }
}

describe('a process that dies while it pays out', () => {
  it.each(['before', 'after'] as const)(
    '[M9.1, M9.2] at any step, %s the store has taken it: each line is paid once',
    async (when) => {
      const { store, clock, bank, deps } = world;
      const orders: string[] = [];
      for (let failAt = 1; ; failAt += 1) {
        for (const part of ['a', 'b']) {
          const id = `pay-${failAt}${part}`;
          orders.push(id);
          await store.orders.put(await aDueOrder(id));
          await billCompleted(deps, id);
        }
        const dying = failingStore(store, failAt, when);
        await payOut(billingDeps(dying.store, clock, bank), failAt).catch(() => undefined);
        if (dying.steps() < failAt) break;
        await payOut(deps, failAt);
      }
      expect(orders.length).toBeGreaterThan(20);
      await expectPaidOnce(orders, ['anna']);
    }
  );
});
