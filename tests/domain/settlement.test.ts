import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, sum } from '#domain/money/money.ts';
import { priceLines, priceTotals, serviceVatBps, visitFeeLines } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import type { Job } from '#domain/order/job.ts';
import { anyJob } from '../support/billing-arbitraries.ts';
import { aJob } from '../support/builders.ts';

const settled = (job: Job) => settle(job, priceLines(job));
const serviceGross = (job: Job) =>
  (job.agreedPrice?.priceMinor ?? job.service.priceMinor) +
  sum(job.addedPackages.map((each) => each.quantity * each.unitMinor));

describe('settlement', () => {
  it('[M5.1] neither creates nor loses money', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        for (const lines of [priceLines(job), visitFeeLines(job)]) {
          const it = settle(job, lines);
          const parts =
            it.payoutMinor + it.commissionMinor + it.feeMinor + it.merchandiseMinor + it.vatMinor;
          expect(parts).toBe(priceTotals(lines).totalMinor);
          expect(it.totalMinor).toBe(parts);
          expect(sum(it.payoutLines.map((line) => line.amountMinor))).toBe(it.payoutMinor);
        }
      }),
      { numRuns: 1_000 }
    );
  });

  it('[R20.1, M6.1] pays a Friend the gross price less the commission, whatever else was sold', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        fc.pre(job.provider?.role === 'friend');
        const gross = serviceGross(job);
        const lines = settled(job).payoutLines.filter((line) => line.kind !== 'sales');
        expect(sum(lines.map((line) => line.amountMinor))).toBe(
          gross - shareOf(gross, job.terms.commissionBps)
        );
        expect(lines.some((line) => line.kind === 'vat')).toBe(false);
      }),
      { numRuns: 1_000 }
    );
  });

  it('[M6.1] gives the unit that rounding leaves over to the platform', () => {
    // 290 and 3 gross at 19 %: 46 + 0 alone, 47 together.
    const job = aJob({
      terms: { ...aJob().terms, vatBps: 1900, guaranteeFeeMinor: 290 },
      soldProducts: [
        {
          action: 'a',
          productId: 'p',
          productVersion: 1,
          title: { de: 'Dübel' },
          quantity: 1,
          unitMinor: 3,
          salesCommissionBps: 0,
          at: 0
        }
      ]
    });
    const it = settled(job);
    expect(priceTotals(priceLines(job)).vat[0]?.vatMinor).toBe(47);
    expect([it.payoutMinor, it.feeMinor, it.merchandiseMinor]).toEqual([6320, 243, 3]);
  });

  it('[R20.1] keeps 20 % of a Friend, VAT of the commission inside', () => {
    expect(settled(aJob())).toEqual({
      totalMinor: 8390,
      payoutMinor: 6320,
      commissionMinor: 1462,
      feeMinor: 453,
      merchandiseMinor: 0,
      vatMinor: 155,
      payoutLines: [
        { kind: 'service', amountMinor: 7900 },
        { kind: 'commission', amountMinor: -1580 }
      ]
    });
  });

  it('[R20.2] pays a Pro net, less the rate of the contract', () => {
    const job = aJob({ provider: { id: 'p', name: 'P', role: 'pro' } });
    const it = settled({ ...job, terms: { ...job.terms, commissionBps: 1500 } });
    expect(it.payoutLines).toEqual([
      { kind: 'service', amountMinor: 7900 },
      { kind: 'vat', amountMinor: -592 },
      { kind: 'commission', amountMinor: -1096 }
    ]);
    expect(it.payoutMinor).toBe(6212);
  });

  it('[R26.1, R27.7] pays the visit fee without commission and without what was not sold after all', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const it = settle(job, visitFeeLines(job));
        expect(it.commissionMinor + it.feeMinor + it.merchandiseMinor).toBe(0);
        expect(it.payoutMinor + it.vatMinor).toBe(job.terms.visitFeeMinor);
        if (serviceVatBps(job) === 0) expect(it.payoutMinor).toBe(job.terms.visitFeeMinor);
      })
    );
  });

  it('[M5.3] never pays less for a higher price, and never a negative share to anyone', () => {
    fc.assert(
      fc.property(anyJob, fc.integer({ min: 1, max: 10_000 }), (job, more) => {
        const service = { ...job.service, priceMinor: job.service.priceMinor + more };
        const dearer = settled({ ...job, service, agreedPrice: null });
        const cheaper = settled({ ...job, agreedPrice: null });
        expect(dearer.payoutMinor).toBeGreaterThanOrEqual(cheaper.payoutMinor);
        expect(dearer.payoutMinor - cheaper.payoutMinor).toBeLessThanOrEqual(more);
        expect(cheaper.payoutMinor).toBeGreaterThanOrEqual(0);
        expect(cheaper.commissionMinor).toBeGreaterThanOrEqual(0);
        expect(cheaper.vatMinor).toBeGreaterThanOrEqual(0);
      })
    );
  });
});
