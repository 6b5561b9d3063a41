import fc from 'fast-check';
import type { AddedPackage, Job, SoldProduct } from '#domain/order/job.ts';
import { MARKETS, MARKET_POLICY } from '#domain/policy/policy.ts';
import { aJob, SIGNATURE } from './builders.ts';

const priceMinor = fc.integer({ min: 1, max: 5_000_000 });
const quantity = fc.integer({ min: 1, max: 20 });
const title = { de: 'Ware', en: 'Goods' };

const sold: fc.Arbitrary<SoldProduct> = fc
  .record({
    quantity,
    unitMinor: priceMinor,
    salesCommissionBps: fc.integer({ min: 0, max: 5000 })
  })
  .map((fields) => ({ ...fields, action: 'a', productId: 'p', productVersion: 1, title, at: 0 }));

const added: fc.Arbitrary<AddedPackage> = fc
  .record({ quantity, unitMinor: priceMinor })
  .map((fields) => ({
    ...fields,
    action: 'a',
    packageId: 'wlan',
    packageVersion: 1,
    title,
    at: 0,
    consentHash: 'h',
    signature: SIGNATURE
  }));

/** Any job that a Friend or a Pro may bring to its end, in any market, at any rate. */
export const anyJob: fc.Arbitrary<Job> = fc
  .record({
    market: fc.constantFrom(...MARKETS),
    role: fc.constantFrom('friend' as const, 'pro' as const),
    booked: priceMinor,
    more: fc.option(priceMinor, { nil: undefined }),
    packages: fc.array(added, { maxLength: 4 }),
    products: fc.array(sold, { maxLength: 4 }),
    vatBps: fc.constantFrom(0, 770, 810, 1900, 2200, 2300),
    commissionBps: fc.integer({ min: 0, max: 4000 })
  })
  .map(({ market, role, booked, more, packages, products, vatBps, commissionBps }) => {
    const job = aJob();
    const policy = MARKET_POLICY[market];
    const reason = 'mehr Arbeit';
    return {
      ...job,
      market,
      provider: { id: 'anna', name: 'Anna Muster', role },
      service: { ...job.service, priceMinor: booked },
      terms: {
        ...job.terms,
        currency: policy.currency,
        vatBps,
        commissionBps,
        guaranteeFeeMinor: policy.rules.guaranteeFeeMinor[role],
        visitFeeMinor: policy.rules.visitFeeMinor
      },
      agreedPrice:
        role === 'friend' && more !== undefined
          ? {
              action: 'a',
              priceMinor: booked + more,
              reason,
              at: 0,
              consentHash: 'h',
              signature: SIGNATURE
            }
          : null,
      addedPackages: role === 'pro' ? packages : [],
      soldProducts: products
    };
  });
