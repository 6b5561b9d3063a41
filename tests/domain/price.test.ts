import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum, vatInside } from '#domain/money/money.ts';
import { vatBps } from '#domain/policy/policy.ts';
import { priceLines, priceTotals, serviceVatBps, visitFeeLines } from '#domain/price/price.ts';
import { anyJob } from '../support/billing-arbitraries.ts';
import { aJob, SIGNATURE } from '../support/builders.ts';

describe('price', () => {
  it('[R22.1] prices a plain visit: the package and the guarantee fee', () => {
    const lines = priceLines(aJob());
    expect(lines.map((line) => [line.kind, line.amountMinor, line.vatBps])).toEqual([
      ['service', 7900, 0],
      ['guarantee', 490, 810]
    ]);
    expect(priceTotals(lines)).toEqual({
      totalMinor: 8390,
      vat: [
        { bps: 810, grossMinor: 490, netMinor: 453, vatMinor: 37 },
        { bps: 0, grossMinor: 7900, netMinor: 7900, vatMinor: 0 }
      ]
    });
  });

  it('[R13.7] shows a higher price as the booked one and the work that was added', () => {
    const agreedPrice = {
      action: 'a',
      priceMinor: 9900,
      reason: 'zweiter Router',
      at: 0,
      consentHash: 'h',
      signature: SIGNATURE
    };
    const lines = priceLines(aJob({ agreedPrice }));
    expect(lines.map((line) => line.amountMinor)).toEqual([7900, 2000, 490]);
    expect(lines[1]?.title.de).toBe('zweiter Router');
  });

  it('[M4.1] puts VAT on the service of a Pro and not of a Friend', () => {
    const provider = { id: 'p', name: 'P', role: 'pro' as const };
    expect(serviceVatBps(aJob({ provider }))).toBe(810);
    expect(serviceVatBps(aJob())).toBe(0);
  });

  it('[R26.6] prices a failed visit at the visit fee alone', () => {
    expect(visitFeeLines(aJob()).map((line) => [line.kind, line.amountMinor])).toEqual([
      ['visitFee', 3500]
    ]);
  });

  it('[M3.1] has lines, rates and total that agree to the minor unit', () => {
    fc.assert(
      fc.property(anyJob, (job) => {
        const lines = priceLines(job);
        const { totalMinor, vat } = priceTotals(lines);
        expect(sum(lines.map((line) => line.amountMinor))).toBe(totalMinor);
        expect(sum(vat.map((rate) => rate.grossMinor))).toBe(totalMinor);
        for (const line of lines) expect(line.quantity * line.unitMinor).toBe(line.amountMinor);
        for (const rate of vat) {
          expect(rate.netMinor + rate.vatMinor).toBe(rate.grossMinor);
          expect(rate.vatMinor).toBe(vatInside(rate.grossMinor, rate.bps));
        }
      })
    );
  });

  it.each([
    ['CH', '2023-12-31', 770],
    ['CH', '2024-01-01', 810],
    ['DE', '2026-06-10', 1900]
  ] as const)('[R24.1] takes the VAT of %s on %s: %i', (market, day, bps) => {
    expect(vatBps(market, day)).toBe(bps);
  });

  it('[R24.1] knows no VAT before the first rate', () => {
    expect(() => vatBps('DE', '1990-01-01')).toThrow(/no VAT rate/);
  });
});
