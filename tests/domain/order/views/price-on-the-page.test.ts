import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob } from '../../../support/a-full-job.ts';
import { anOfferedOrder, anOrderAfter } from '../../../support/builders.ts';
import { view } from '../../../support/customer-page.ts';
import { moments } from '../../../support/moments.ts';
import { AT, STARTS_AT } from '../../../support/order-times.ts';

describe('what the customer’s page says, written out', () => {
  const failure = (cause: 'customerAbsent' | 'notSolvable'): Partial<Job> => ({
    state: 'failed',
    failure: { at: AT, cause, note: 'zu' }
  });
  const cancellation = (payer: 'customer' | 'platform' | 'nobody', feeMinor: number) =>
    ({
      state: 'cancelled',
      cancellation: { at: AT, by: 'support', reason: 'x', payer, feeMinor }
    }) as const;

  it.each<[string, Partial<Job>, unknown]>([
    [
      'runs',
      {},
      { total: 16_360, isFinal: false, isHeld: false, cancellation: null, failure: null }
    ],
    [
      'failed through the customer',
      failure('customerAbsent'),
      { total: 3500, isFinal: true, isHeld: false, cancellation: null, failure: { at: AT } }
    ],
    [
      'failed through nobody',
      failure('notSolvable'),
      { total: 0, isFinal: true, isHeld: false, cancellation: null, failure: { at: AT } }
    ],
    [
      'was cancelled late by the customer',
      cancellation('customer', 1750),
      {
        ...{ total: 1750, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 1750 }
      }
    ],
    [
      'was cancelled late by us',
      cancellation('platform', 1750),
      {
        ...{ total: 0, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 0 }
      }
    ],
    [
      'was cancelled in time',
      cancellation('nobody', 0),
      {
        ...{ total: 0, isFinal: true, isHeld: false, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 0 }
      }
    ],
    [
      'was cancelled, with the fee held',
      {
        ...cancellation('customer', 1750),
        billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null }
      },
      {
        ...{ total: 1750, isFinal: false, isHeld: true, failure: null },
        cancellation: { at: AT, by: 'support', feeMinor: 1750 }
      }
    ],
    [
      'is held',
      {
        state: 'held',
        billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null }
      },
      { total: 16_360, isFinal: false, isHeld: true, cancellation: null, failure: null }
    ]
  ])('[R15.12, R26.6, R27.13] the price of a visit that %s', (_title, fields, expected) => {
    const order = { ...anOrderAfter('offer.accept'), job: aFullJob('friend', fields) };
    const { price, cancellation: cancelled, failure: failed } = view(order);
    const { totalMinor: total, isFinal, isHeld } = price;
    expect({ total, isFinal, isHeld, cancellation: cancelled, failure: failed }).toEqual(expected);
    expect(price.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(total);
  });

  it('[R27.1, R27.2, R27.4] what cancelling costs, now and later', () => {
    expect(moments(view(anOfferedOrder()).cancel)).toEqual({
      ...{ isPossible: true, isFreeUntil: null, feeMinor: 0, tiers: [] },
      willBeFreeUntil: '+24:00'
    });
    const accepted = anOrderAfter('offer.accept');
    const free = STARTS_AT - 24 * HOUR_MS;
    const cancel = (now: number) => {
      const { isPossible, feeMinor } = view(accepted, now).cancel;
      return [isPossible, feeMinor];
    };
    expect([cancel(free), cancel(free + 1)]).toEqual([
      [true, 0],
      [false, 1750]
    ]);
    expect(view(accepted).cancel).toMatchObject({
      isFreeUntil: free,
      tiers: [
        { from: free, feeMinor: 1750 },
        { from: STARTS_AT - 3 * HOUR_MS, feeMinor: 3500 }
      ]
    });
  });
});
