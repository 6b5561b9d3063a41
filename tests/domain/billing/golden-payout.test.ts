import { describe, expect, it } from 'vitest';
import { earningOf, newPayoutLine, type PayoutLine } from '#domain/billing/payout-line.ts';
import { newPayout } from '#domain/billing/payout.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { AT, completed, FRIENDS_BILL } from '../../support/ended-jobs.ts';

describe('what a provider has earned, written out', () => {
  const line = newPayoutLine(completed(aFullJob()), FRIENDS_BILL)!;

  it('[R20.4] is a line with what is behind it', () => {
    expect(line).toEqual({
      _id: 'payoutLine:order1',
      amountMinor: 8472,
      completedAt: 1781078400000,
      currency: 'CHF',
      lines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      order: 'order1',
      payout: null,
      provider: 'anna',
      state: 'open',
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
      type: 'payoutLine'
    });
  });

  it('[R20.4, R20.6] is coming, then paid, and never goes back', () => {
    expect(earningOf(line)).toEqual({
      _id: 'earning:order1',
      completedAt: 1781078400000,
      currency: 'CHF',
      generation: 1,
      lines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      order: 'order1',
      payout: null,
      payoutMinor: 8472,
      state: 'coming',
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
      type: 'earning'
    });
    const payout = { id: 'payout:anna:CHF:000001', paidAt: AT + 1 };
    expect(earningOf({ ...line, state: 'paid', payout })).toMatchObject({
      ...{ generation: 2, state: 'paid', payout, payoutMinor: line.amountMinor }
    });
  });

  it('[R26.4] is no line where there is nobody or nothing to pay', () => {
    const job = completed(aFullJob());
    const paying = (payoutMinor: number) => ({
      ...FRIENDS_BILL,
      settlement: { ...FRIENDS_BILL.settlement, payoutMinor }
    });
    expect(newPayoutLine({ ...job, provider: null }, FRIENDS_BILL)).toBeNull();
    expect(newPayoutLine(job, paying(0))).toBeNull();
    expect(newPayoutLine(job, paying(-1))).toBeNull();
    expect(newPayoutLine(job, paying(1))?.amountMinor).toBe(1);
  });

  const payout = (lines: PayoutLine[]) =>
    newPayout({ provider: 'anna', currency: 'CHF', number: 12, lines, now: AT });

  it('[R20.5, M9.3] is paid in one transfer', () => {
    expect(payout([line, { ...line, _id: 'payoutLine:order2', amountMinor: 100 }])).toEqual({
      _id: 'payout:anna:CHF:000012',
      type: 'payout',
      provider: 'anna',
      currency: 'CHF',
      number: 12,
      lines: ['payoutLine:order1', 'payoutLine:order2'],
      amountMinor: line.amountMinor + 100,
      at: AT,
      state: 'sending',
      reference: null
    });
  });

  it.each([
    ['of another provider', { provider: 'berta' }],
    ['in another currency', { currency: 'EUR' }]
  ] as const)('[M9.3] is not paid with a line %s', (_title, fields) => {
    expect(() => payout([line, { ...line, ...fields }])).toThrow(
      "a payout to anna in CHF of somebody else's lines"
    );
  });
});
