import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { payOut } from '../../../sync-server/billing/pay-out.ts';
import { sweepDue } from '../../../sync-server/billing/sweep-due.ts';
import {
  aDueOrder,
  billed,
  openBillingWorld,
  type BillingWorld
} from '../../support/billing-world.ts';

let world: BillingWorld;
beforeEach(async () => {
  world = await openBillingWorld();
});
afterEach(() => world.close());

const found = (id: string) => world.store.cases.get<CaseDocument>(id);
const itself = (reason: string) => ({ state: 'closed', closed: { reason, by: '', note: '' } });

it('[R21.8] the case about an order that could not be billed goes once it is', async () => {
  await world.store.orders.put(await aDueOrder('late'));
  await sweepDue(world.deps, () => Promise.reject(new Error('bug')));
  expect(await found('case:billing-failed:late')).toMatchObject({ state: 'open' });
  await openBilling(world.deps).sweep();
  expect(await found('case:billing-failed:late')).toMatchObject(itself('order.billed'));
});

it('[R21.8] the case about a payout that failed goes once it is paid', async () => {
  await billed(world, 'paid');
  world.bank.script.push({ throws: 'before' });
  await payOut(world.deps, 1);
  expect(await found('case:payout:anna:CHF:1')).toMatchObject({ state: 'open' });
  await payOut(world.deps, 1);
  expect(await found('case:payout:anna:CHF:1')).toMatchObject(itself('payout.paid'));
});

it('[R21.8] what support has closed itself stays as it was', async () => {
  await world.store.orders.put(await aDueOrder('closed'));
  await sweepDue(world.deps, () => Promise.reject(new Error('bug')));
  const closed = { at: 1, by: 'Lea', note: 'gemeldet' };
  await world.store.cases.update<CaseDocument>('case:billing-failed:closed', (current) => ({
    ...current!,
    ...{ state: 'closed', closed }
  }));
  await openBilling(world.deps).sweep();
  expect((await found('case:billing-failed:closed'))?.closed).toEqual(closed);
});
