import { describe, expect, it } from 'vitest';
import { priceLines } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { aJob } from '../../support/builders.ts';

describe('a settlement, written out', () => {
  it('[M6.1] leaves the odd unit of the VAT with the platform', () => {
    const job = aJob({
      terms: { ...aJob().terms, vatBps: 1900, guaranteeFeeMinor: 290 },
      soldProducts: aFullJob().soldProducts.map((each) => ({ ...each, quantity: 1, unitMinor: 3 }))
    });
    expect(settle(job, priceLines(job))).toEqual({
      commissionMinor: 1328,
      feeMinor: 243,
      merchandiseMinor: 3,
      payoutLines: [
        { amountMinor: 7900, kind: 'service' },
        { amountMinor: -1580, kind: 'commission' }
      ],
      payoutMinor: 6320,
      totalMinor: 8193,
      vatMinor: 299
    });
  });

  it('[R18.1] of products without a guarantee fee takes all VAT of the platform from them', () => {
    const job = aFullJob();
    const lines = priceLines(job).filter(({ kind }) => kind !== 'guarantee');
    expect(settle(job, lines)).toEqual({
      commissionMinor: 1832,
      feeMinor: 0,
      merchandiseMinor: 4971,
      payoutLines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      payoutMinor: 8472,
      totalMinor: 15870,
      vatMinor: 595
    });
  });

  it('[R18.1] counts each product by itself', () => {
    const [cable] = aFullJob().soldProducts;
    const job = aFullJob('friend', {
      soldProducts: [
        { ...cable!, quantity: 1, unitMinor: 105 },
        { ...cable!, quantity: 2, unitMinor: 1000, salesCommissionBps: 500 },
        { ...cable!, quantity: 1, unitMinor: 5000, salesCommissionBps: 0 }
      ]
    });
    const { payoutLines, merchandiseMinor } = settle(job, priceLines(job));
    // 10 % of 97 net, 5 % of 1,850 net.
    expect(payoutLines.at(-1)).toEqual({ kind: 'sales', amountMinor: 10 + 93 });
    expect(merchandiseMinor).toBe(7105 - 532 - 103);
  });
});
