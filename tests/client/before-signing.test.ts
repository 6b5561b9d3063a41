import { describe, expect, it } from 'vitest';
import { consentLines } from '#domain/order/signing/consent.ts';
import { isStatementOf, buildStatement } from '#domain/order/signing/statement.ts';
import { withAddedPackage, withAgreedPrice } from '#domain/order/signing/extra-work.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { LOCALES } from '#domain/policy/policy.ts';
import { paymentText } from '../../src/lib/handover/payment-text.ts';
import { jobFacts } from '../../src/lib/jobs/facts/job-facts.ts';
import { aJob, anOrderAfter, aPackage, FACTS, NOW, SIGNATURE } from '../support/builders.ts';

const CABLE = {
  ...{ action: 'x', productId: 'cable', productVersion: 1, title: { de: 'Kabel' }, quantity: 3 },
  ...{ unitMinor: 900, salesCommissionBps: 1000, at: NOW }
};
const SIGNED = { action: 'y', at: NOW, consentHash: '', signature: SIGNATURE };
const job = { ...anOrderAfter('work.start').job, soldProducts: [CABLE] };
const total = priceTotals(priceLines(job)).totalMinor;

describe('[R13.20] what a consent is about', () => {
  it('lists a product that is in the amount so far', () => {
    const after = withAgreedPrice(job, { ...SIGNED, priceMinor: 9900, reason: 'mehr' });
    const { before, added } = consentLines({ beforeMinor: total }, job, after);
    expect(before.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ...[
        ['service', 7900],
        ['product', 2700]
      ],
      ['guarantee', 490]
    ]);
    expect(priceTotals(before).totalMinor).toBe(total);
    expect(added).toBeUndefined();
  });

  it('names an added package with its quantity', () => {
    const more = { packageId: 'wlan', packageVersion: 1, quantity: 2 };
    const after = withAddedPackage(job, aPackage(), { ...SIGNED, ...more });
    const { added } = consentLines({ beforeMinor: total }, job, after);
    expect(added).toMatchObject({ kind: 'package', quantity: 2, amountMinor: 15_800 });
  });

  it('lists nothing where the job is another by now', () => {
    expect(consentLines({ beforeMinor: total - 1 }, job, undefined).before).toEqual([]);
  });
});

it('[R15.40] the sentence before signing is that of the method, in the signer’s language', () => {
  const job = aJob();
  expect(paymentText('invoice', job, 'de')).toContain('Rechnung, zahlbar innerhalb von 14 Tagen');
  expect(paymentText('invoice', job, 'en')).toContain('payable within 14 days');
  expect(paymentText('directDebit', job, 'de')).toContain('von Ihrem Konto abgebucht');
  for (const locale of LOCALES) {
    expect(paymentText('invoice', job, locale)).not.toMatch(/abgebucht|debited/);
    expect(paymentText(undefined, job, locale)).not.toMatch(/abgebucht|debited/);
  }
});

it('[R15.41] a statement signed with an app of before is the job’s, any other change is not', () => {
  const built = buildStatement(job, FACTS);
  const retitled = (kind: string, title: string) => ({
    ...built,
    lines: built.lines.map((line) => (line.kind === kind ? { ...line, title } : line))
  });
  expect(isStatementOf(job, FACTS, built)).toBe(true);
  expect(isStatementOf(job, FACTS, retitled('guarantee', 'Happiness Garantie'))).toBe(true);
  expect(isStatementOf(job, FACTS, retitled('guarantee', 'Garantie'))).toBe(false);
  expect(isStatementOf(job, FACTS, retitled('service', 'Happiness Garantie'))).toBe(false);
});

it('[R6.3, R6.6] a running job shows our number and the price of its offer', () => {
  const facts = jobFacts(aJob(), 'de');
  const values = facts.map(({ value }) => value.replaceAll('\u00a0', ' '));
  expect(values).toContain('ORDER1');
  expect(values).toContain('CHF 83.90');
});
