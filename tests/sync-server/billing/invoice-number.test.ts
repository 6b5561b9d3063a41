import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billCompleted } from '../../../sync-server/billing/bill-completed.ts';
import { invoiceForOrder } from '../../../sync-server/billing/invoice-for-order.ts';
import { reserveInvoiceNumber } from '../../../sync-server/billing/invoice-number.ts';
import {
  aDueOrder,
  billingDeps,
  openBillingWorld,
  type BillingWorld
} from '../../support/billing-world.ts';
import { gapless, invoiceNumbers } from '../../support/ledger-facts.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

describe('invoice numbers', () => {
  it('[M8.1] are counted for each country and year by themselves', async () => {
    const reserve = (order: string, market: 'DE' | 'CH', year: number) =>
      reserveInvoiceNumber(world.store, { order, market, year });
    expect(await reserve('n1', 'DE', 2030)).toBe('DE-2030-000001');
    expect(await reserve('n2', 'DE', 2030)).toBe('DE-2030-000002');
    expect(await reserve('n1', 'DE', 2030)).toBe('DE-2030-000001');
    expect(await reserve('n3', 'DE', 2031)).toBe('DE-2031-000001');
    expect(await reserve('n4', 'CH', 2030)).toBe('CH-2030-000001');
  });

  it('[M8.2] keep their year when billing goes on after New Year', async () => {
    const lastMinute = Date.UTC(2026, 11, 31, 22, 59);
    const [clock, { store, bank }] = [world.clock, world];
    clock.set(lastMinute);
    await store.orders.put(await aDueOrder('new-year'));
    const dying = {
      ...billingDeps(store, clock, bank),
      changeOrder: () => Promise.reject(new Error('dead'))
    };
    await store.ledger.put({
      _id: 'bill:new-year',
      type: 'bill',
      order: 'new-year',
      issuedAt: lastMinute
    } as never);
    await expect(billCompleted(dying, 'new-year')).rejects.toThrow('dead');
    clock.set(lastMinute + 10 * 60_000);
    await billCompleted(world.deps, 'new-year');
    const invoice = await invoiceForOrder(store, 'new-year');
    expect(invoice?.number).toMatch(/^CH-2026-/);
    expect(invoice?.issuedOn).toBe('2026-12-31');
  });

  it('[M8.1] are cleared away when the invoices are there, and stay gapless', async () => {
    const deps = await world.otherProcess();
    const orders = Array.from({ length: 80 }, (_, index) => `many-${index}`);
    for (const order of orders) {
      const number = await reserveInvoiceNumber(deps.store, { order, market: 'DE', year: 2040 });
      await deps.store.ledger.put({ _id: `invoice:${order}`, number } as never);
    }
    const numbers = await invoiceNumbers(world.store);
    expect(numbers.filter((number) => number.startsWith('DE-2040'))).toEqual(
      gapless('DE-2040', 80)
    );
    const again = await reserveInvoiceNumber(deps.store, {
      order: 'many-3',
      market: 'DE',
      year: 2040
    });
    expect(again).toBe('DE-2040-000004');
    const sequence = await world.store.ledger.get<{ _id: string; reserved: object }>(
      'numbers:DE:2040'
    );
    expect(Object.keys(sequence!.reserved).length).toBeLessThan(80);
  });
});
