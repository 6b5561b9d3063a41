import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import type { Job } from '#domain/order/job.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { AT, completed, failed, cancelled, FRIENDS_BILL } from '../../support/ended-jobs.ts';

const PROS_BILL = billOf(completed(aFullJob('pro')))!;

describe('a bill, written out', () => {
  it('[R13.7, R20.1, R18.1, R22.1] of a Friend’s visit: extra work and a product beside the booked service', () => {
    expect(FRIENDS_BILL).toEqual({
      at: 1781078400000,
      kind: 'completion',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
          unitMinor: 7900,
          vatBps: 0
        },
        {
          amountMinor: 2000,
          kind: 'additionalWork',
          quantity: 1,
          ref: null,
          title: { de: 'zweiter Router', en: 'zweiter Router' },
          unitMinor: 2000,
          vatBps: 0
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: { de: 'Kabel', en: 'Cable' },
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: { de: 'Happiness-Garantie', en: 'Happiness guarantee' },
          unitMinor: 490,
          vatBps: 810
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 1832,
        feeMinor: 453,
        merchandiseMinor: 4971,
        payoutLines: [
          { amountMinor: 9900, kind: 'service' },
          { amountMinor: -1980, kind: 'commission' },
          { amountMinor: 552, kind: 'sales' }
        ],
        payoutMinor: 8472,
        totalMinor: 16360,
        vatMinor: 632
      }
    });
  });

  it('[R13.2, R20.2, M4.1] of a Pro’s visit: packages and a product, with VAT on all', () => {
    expect(PROS_BILL).toEqual({
      at: 1781078400000,
      kind: 'completion',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
          unitMinor: 7900,
          vatBps: 810
        },
        {
          amountMinor: 11800,
          kind: 'package',
          quantity: 2,
          ref: 'tv',
          title: { de: 'TV einrichten', en: 'Set up a TV' },
          unitMinor: 5900,
          vatBps: 810
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: { de: 'Kabel', en: 'Cable' },
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: { de: 'Happiness-Garantie', en: 'Happiness guarantee' },
          unitMinor: 490,
          vatBps: 810
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 2734,
        feeMinor: 453,
        merchandiseMinor: 4971,
        payoutLines: [
          { amountMinor: 19700, kind: 'service' },
          { amountMinor: -1476, kind: 'vat' },
          { amountMinor: -2734, kind: 'commission' },
          { amountMinor: 552, kind: 'sales' }
        ],
        payoutMinor: 16042,
        totalMinor: 26160,
        vatMinor: 1960
      }
    });
  });

  it('[R26.1, R26.2, R26.6] of a visit that failed through the customer', () => {
    expect(billOf(failed('customerAbsent'))).toEqual({
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        {
          amountMinor: 3500,
          kind: 'visitFee',
          quantity: 1,
          ref: null,
          title: { de: 'Anfahrtspauschale', en: 'Visit fee' },
          unitMinor: 3500,
          vatBps: 0
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [{ amountMinor: 3500, kind: 'visitFee' }],
        payoutMinor: 3500,
        totalMinor: 3500,
        vatMinor: 0
      }
    });
  });

  it('[R26.1, R26.3] of a Pro’s visit that failed through nobody', () => {
    expect(billOf(failed('notSolvable', 'pro'))).toEqual({
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        {
          amountMinor: 3500,
          kind: 'visitFee',
          quantity: 1,
          ref: null,
          title: { de: 'Anfahrtspauschale', en: 'Visit fee' },
          unitMinor: 3500,
          vatBps: 810
        }
      ],
      payer: 'platform',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [
          { amountMinor: 3500, kind: 'visitFee' },
          { amountMinor: -262, kind: 'vat' }
        ],
        payoutMinor: 3238,
        totalMinor: 3500,
        vatMinor: 262
      }
    });
  });

  it('[R27.6, R27.7] of a visit that was cancelled late', () => {
    expect(billOf(cancelled('customer', 1750))).toEqual({
      at: 1781078400000,
      kind: 'cancellation',
      lines: [
        {
          amountMinor: 1750,
          kind: 'cancelFee',
          quantity: 1,
          ref: null,
          title: { de: 'Stornogebühr', en: 'Cancellation fee' },
          unitMinor: 1750,
          vatBps: 0
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [{ amountMinor: 1750, kind: 'cancelFee' }],
        payoutMinor: 1750,
        totalMinor: 1750,
        vatMinor: 0
      }
    });
    expect(billOf(cancelled('platform', 3500))).toMatchObject({ payer: 'platform', at: AT });
  });

  it.each<[string, Job]>([
    ['failed through the provider', failed('providerPrevented')],
    ['was cancelled free of charge', cancelled('nobody', 0)],
    ['was cancelled, and the fee is nobody’s', cancelled('nobody', 1750)],
    ['was cancelled, and the fee is nothing', cancelled('customer', 0)],
    ['runs', aFullJob()],
    ['is completed without a completion', aFullJob('friend', { state: 'completed' })],
    ['failed without a failure', aFullJob('friend', { state: 'failed' })],
    ['is cancelled without a cancellation', aFullJob('friend', { state: 'cancelled' })],
    ['is held though it was signed', { ...completed(aFullJob()), state: 'held' }],
    ['is held though it failed', { ...failed('customerAbsent'), state: 'held' }],
    ['is held though it was cancelled', { ...cancelled('customer', 1750), state: 'held' }]
  ])('[R15.23, R26.4, R27.8] is none for a visit that %s', (_title, job) => {
    expect(billOf(job)).toBeNull();
  });
});
