import { afterAll, beforeAll, expect, it } from 'vitest';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { billed, openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

it('[C2.11, C2.12] a charge can still be collected once contact data have left the order', async () => {
  const account = { accountHolder: 'Rosa Keller', iban: 'CH9300762011623852957' };
  const { order, charge, invoice } = await billed(world, 'long-ago');
  const cleared = advanceOrder(order, order.dueAt);
  expect(cleared.payment).toEqual({ kind: 'directDebit', accountHolder: '', iban: '' });
  expect(invoice?.signed).toMatchObject({ name: 'Rosa Keller' });
  expect(charge?.method).toEqual({ kind: 'directDebit', ...account });
});
