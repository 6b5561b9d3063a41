import { describe, expect, it } from 'vitest';
import { consentLines } from '#domain/order/signing/consent.ts';
import { withAddedPackage, withAgreedPrice } from '#domain/order/signing/extra-work.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { TV } from '../../support/a-full-job.ts';
import type { Job } from '#domain/order/job.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';
import { anOrderAfter, SIGNATURE } from '../../support/builders.ts';

const { job } = anOrderAfter('work.start');
const beforeMinor = priceTotals(priceLines(job)).totalMinor;
const signed = { consentHash: 'h', at: 1, signature: SIGNATURE };
const withPackage = (of: Job, service: ServicePackage, action: string) =>
  withAddedPackage(of, service, {
    ...{ action, packageId: service.id, packageVersion: service.version, quantity: 2 },
    ...signed
  })!;
const withTv = withPackage(job, TV, 'p');

describe('what the amounts of a consent are made of', () => {
  it('[R13.2] of a package: every line before, and the one that is new', () => {
    const { before, added } = consentLines({ beforeMinor }, job, withTv);
    expect(before).toEqual(priceLines(job));
    expect(added).toMatchObject({ kind: 'package' });
    const twice = withPackage(withTv, { ...TV, id: 'other', title: { de: 'x' } }, 'q');
    const total = priceTotals(priceLines(withTv)).totalMinor;
    expect(consentLines({ beforeMinor: total }, withTv, twice).added).toMatchObject({
      title: { de: 'x' }
    });
  });

  it('[R13.2] of a price: every line before, and no line of its own', () => {
    const agreed = { action: 'a', priceMinor: 9900, reason: 'x', ...signed };
    const after = withAgreedPrice(withTv, agreed);
    const total = priceTotals(priceLines(withTv)).totalMinor;
    expect(consentLines({ beforeMinor: total }, withTv, after)).toEqual({
      before: priceLines(withTv),
      added: undefined
    });
    expect(consentLines({ beforeMinor }, job, undefined).added).toBeUndefined();
  });

  it('[R13.2] nothing where the job is another by now', () => {
    expect(consentLines({ beforeMinor: beforeMinor + 1 }, job, withTv).before).toEqual([]);
  });
});
