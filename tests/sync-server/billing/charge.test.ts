import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { embeddedPaymentProvider } from '../../../sync-server/billing/embedded-payment-provider.ts';
import { openBilling } from '../../../sync-server/billing/open-billing.ts';
import { billed, openBillingWorld, type BillingWorld } from '../../support/billing-world.ts';
import { balances } from '../../support/ledger-facts.ts';

let world: BillingWorld;
beforeAll(async () => {
  world = await openBillingWorld();
});
afterAll(() => world.close());

describe('collecting a payment', () => {
  it('[R21.2] tries again with growing pauses and the same key when no answer comes', async () => {
    world.bank.script.push({ throws: 'after' }, { throws: 'before' });
    const { charge, order } = await billed(world, 'lost-answer');
    expect(order.job.billing.state).toBe('billed');
    expect(charge).toMatchObject({ state: 'due', attempts: 1, lastError: 'the answer was lost' });
    const billing = openBilling(world.deps);
    await billing.sweep();
    expect(await world.store.ledger.get(`charge:lost-answer`)).toMatchObject({ attempts: 1 });
    for (const attempts of [2, 3]) {
      world.clock.advance(6 * 60_000);
      await billing.sweep();
      expect(await world.store.ledger.get('charge:lost-answer')).toMatchObject({ attempts });
    }
    expect(await world.store.ledger.get('charge:lost-answer')).toMatchObject({
      state: 'collected'
    });
    expect((await balances(world.store))['receivable order:lost-answer']).toBe(0);
  });

  it('[R21.3] tells support when the bank says no', async () => {
    world.bank.script.push({ outcome: 'declined', reason: 'account closed' });
    const { charge } = await billed(world, 'declined');
    expect(charge).toMatchObject({ state: 'failed', lastError: 'account closed' });
    const found = await world.store.cases.get<CaseDocument>('case:charge:declined');
    expect(found).toMatchObject({ kind: 'charge.failed', order: 'declined' });
    expect((await balances(world.store))['receivable order:declined']).toBe(8390);
  });

  it('[R21.5] records a debit by default, once, and never another amount under the same key', async () => {
    const payments = embeddedPaymentProvider(world.store, world.clock);
    const request = {
      idempotencyKey: 'charge:embedded',
      amountMinor: 100,
      currency: 'EUR',
      method: { kind: 'directDebit', accountHolder: 'R', iban: 'DE1' },
      reference: 'DE-2026-000001'
    } as const;
    expect(await payments.charge(request)).toEqual(await payments.charge(request));
    await expect(payments.charge({ ...request, amountMinor: 101 })).rejects.toThrow(/amount/);
    expect(await world.store.ledger.withPrefix('debit:charge:embedded')).toHaveLength(1);
    const byCard = { ...request, method: { kind: 'card', reference: 'c' } } as const;
    expect(await payments.charge(byCard)).toMatchObject({ outcome: 'declined' });
  });
});
