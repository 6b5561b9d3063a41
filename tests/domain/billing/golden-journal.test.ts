import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import {
  chargeTransaction,
  completionTransaction,
  failedVisitTransaction,
  imbalance,
  payoutTransaction
} from '#domain/billing/journal.ts';
import { AT, failed, FRIENDS_BILL } from '../../support/ended-jobs.ts';

describe('the journal, written out', () => {
  it('[M7.1] of a completed visit', () => {
    expect(completionTransaction('order1', 'anna', 'CHF', FRIENDS_BILL)).toEqual({
      _id: 'tx:completion:order1',
      at: 1781078400000,
      kind: 'completion',
      lines: [
        { account: 'receivable', amountMinor: 16360, currency: 'CHF', party: 'order:order1' },
        { account: 'providerPayable', amountMinor: -8472, currency: 'CHF', party: 'provider:anna' },
        { account: 'commission', amountMinor: -1832, currency: 'CHF', party: null },
        { account: 'guaranteeFee', amountMinor: -453, currency: 'CHF', party: null },
        { account: 'merchandise', amountMinor: -4971, currency: 'CHF', party: null },
        { account: 'vatPayable', amountMinor: -632, currency: 'CHF', party: null }
      ],
      ref: 'order1',
      type: 'transaction'
    });
  });

  it('[M7.1] of a failed visit that the platform pays: no customer, no VAT', () => {
    const bill = billOf(failed('notSolvable'))!;
    expect(failedVisitTransaction('order1', 'anna', 'CHF', bill)).toEqual({
      _id: 'tx:completion:order1',
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        { account: 'visitFeeExpense', amountMinor: 3500, currency: 'CHF', party: null },
        { account: 'providerPayable', amountMinor: -3500, currency: 'CHF', party: 'provider:anna' }
      ],
      ref: 'order1',
      type: 'transaction'
    });
  });

  it('[M7.1] of a charge and of a payout', () => {
    expect(chargeTransaction('order1', 'CHF', 16_360, AT)).toEqual({
      ...{ _id: 'tx:charge:order1', type: 'transaction', kind: 'charge', ref: 'order1', at: AT },
      lines: [
        { account: 'bank', party: null, currency: 'CHF', amountMinor: 16_360 },
        { account: 'receivable', party: 'order:order1', currency: 'CHF', amountMinor: -16_360 }
      ]
    });
    expect(payoutTransaction('payout:anna:CHF:000001', 'anna', 'CHF', 8472, AT)).toEqual({
      ...{ _id: 'tx:payout:anna:CHF:000001', type: 'transaction', kind: 'payout' },
      ...{ ref: 'payout:anna:CHF:000001', at: AT },
      lines: [
        { account: 'providerPayable', party: 'provider:anna', currency: 'CHF', amountMinor: 8472 },
        { account: 'bank', party: null, currency: 'CHF', amountMinor: -8472 }
      ]
    });
  });

  it('[M7.1, M1.2] is out of balance in each currency for itself', () => {
    const line = (currency: 'EUR' | 'CHF', amountMinor: number) =>
      ({ account: 'bank', party: null, currency, amountMinor }) as const;
    expect(imbalance([line('EUR', 5), line('CHF', -5)])).toEqual([
      { currency: 'EUR', minor: 5 },
      { currency: 'CHF', minor: -5 }
    ]);
    expect(imbalance([line('EUR', 5), line('CHF', 1), line('EUR', -5)])).toEqual([
      { currency: 'CHF', minor: 1 }
    ]);
  });

  it('[M7.2] is never made of what does not balance', () => {
    const bill = { ...FRIENDS_BILL, settlement: { ...FRIENDS_BILL.settlement, vatMinor: 0 } };
    expect(() => completionTransaction('order1', 'anna', 'CHF', bill)).toThrow(
      'tx:completion:order1 does not balance'
    );
  });
});
