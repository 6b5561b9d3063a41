import { dinero, multiply, toSnapshot, transformScale, halfAwayFromZero } from 'dinero.js';
import { CHF, EUR } from 'dinero.js/currencies';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, sum, vatInside } from '#domain/money/money.ts';

const amount = fc.integer({ min: -100_000_000, max: 100_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });

/** The same share by another library. */
function dineroShare(amountMinor: number, bps: number, currency: typeof EUR | typeof CHF): number {
  const product = multiply(dinero({ amount: amountMinor, currency }), { amount: bps, scale: 4 });
  return toSnapshot(transformScale(product, 2, halfAwayFromZero)).amount;
}

describe('money', () => {
  it('[M2.1] rounds a share exactly as dinero.js rounds half away from zero', () => {
    fc.assert(
      fc.property(amount, rate, fc.constantFrom(EUR, CHF), (minor, bps, currency) => {
        expect(shareOf(minor, bps) + 0).toBe(dineroShare(minor, bps, currency) + 0);
      }),
      { numRuns: 2_000 }
    );
  });

  it.each([
    [5, 1000, 1],
    [-5, 1000, -1],
    [4, 1000, 0],
    [14_935, 810, 1210],
    [Number.MAX_SAFE_INTEGER, 10_000, Number.MAX_SAFE_INTEGER]
  ])('[M2.1] takes the share of %i at %i bps: %i', (minor, bps, share) => {
    expect(shareOf(minor, bps)).toBe(share);
  });

  it.each([
    [11_900, 1900, 1900],
    [290, 1900, 46],
    [490, 810, 37],
    [1, 1900, 0],
    [0, 810, 0]
  ])('[M2.1] takes the VAT out of %i at %i bps: %i', (gross, bps, vat) => {
    expect(vatInside(gross, bps)).toBe(vat);
  });

  it('[M3.1] finds the VAT that was put on a net amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), rate, (net, bps) => {
        const vat = shareOf(net, bps);
        expect(vatInside(net + vat, bps)).toBe(vat);
      })
    );
  });

  it('[M2.1] is the same below zero with the other sign', () => {
    fc.assert(
      fc.property(amount, rate, (minor, bps) => {
        expect(shareOf(-minor, bps) + shareOf(minor, bps)).toBe(0);
        expect(vatInside(-minor, bps) + vatInside(minor, bps)).toBe(0);
      })
    );
  });

  it('[M1.1] refuses a fraction of a minor unit', () => {
    expect(() => shareOf(10.5, 100)).toThrow(RangeError);
    expect(() => vatInside(Number.NaN, 100)).toThrow(RangeError);
  });

  it('adds up', () => {
    expect(sum([])).toBe(0);
    expect(sum(new Set([1, 2, 3]))).toBe(6);
  });
});
