import { describe, expect, it } from 'vitest';
import { embeddedPaymentProvider } from '../../../sync-server/billing/embedded-payment-provider.ts';
import type {
  ChargeRequest,
  TransferRequest
} from '../../../sync-server/billing/payment-provider.ts';
import { billingInMemory } from '../../support/billing-in-memory.ts';
import { NOW } from '../../support/builders.ts';

describe('[R21.5, M9.2] the embedded payment provider', () => {
  const debit: ChargeRequest = {
    ...{ idempotencyKey: 'k', amountMinor: 100, reference: 'r' },
    currency: 'CHF',
    method: { kind: 'invoice' }
  };
  const transfer: TransferRequest = {
    ...{ idempotencyKey: 'k', amountMinor: 100, provider: 'anna', reference: 'r' },
    currency: 'CHF'
  };

  it('records a debit and a transfer once, each under its key', async () => {
    const { store, clock, ledger, of } = billingInMemory();
    const payments = embeddedPaymentProvider(store, clock);
    const collected = { outcome: 'collected', reference: 'debit:k' };
    expect(await payments.charge(debit)).toEqual(collected);
    clock.advance(5);
    expect(await payments.charge(debit)).toEqual(collected);
    expect(await payments.transfer(transfer)).toEqual({ reference: 'transfer:k' });
    expect(of(ledger)).toEqual([
      { _id: 'debit:k', type: 'debit', recordedAt: NOW, request: debit },
      { _id: 'transfer:k', type: 'transfer', recordedAt: NOW + 5, request: transfer }
    ]);
  });

  it.each([{ amountMinor: 101 }, { currency: 'EUR' as const }])(
    'refuses another amount under a known key: %j',
    async (fields) => {
      const { store, clock } = billingInMemory();
      const payments = embeddedPaymentProvider(store, clock);
      await payments.charge(debit);
      await expect(payments.charge({ ...debit, ...fields })).rejects.toThrow('another amount');
    }
  );

  it('declines a card: nobody is there to charge it', async () => {
    const { store, clock, ledger, of } = billingInMemory();
    const card = { kind: 'card', reference: 'c' } as const;
    expect(await embeddedPaymentProvider(store, clock).charge({ ...debit, method: card })).toEqual({
      ...{ outcome: 'declined', reason: 'no card processor is set up' }
    });
    expect(of(ledger)).toEqual([]);
  });
});
