// Consent to more work, before it is done (R13). Built and compared like the statement.
import type { Currency } from '../../policy/policy.ts';
import { localText } from '../../catalog/service-package.ts';
import type { Job } from '../job.ts';
import type { SigningFacts } from '../../protocol/signature.ts';
import { priceLines, priceTotals } from '../../price/price.ts';

export interface Consent {
  consentVersion: 1;
  order: string;
  currency: Currency;
  kind: 'price.agree' | 'package.add';
  title: string;
  /** What the visit cost before, and what it costs with this, guarantee fee included. */
  beforeMinor: number;
  afterMinor: number;
  signer: { name: string; role: string };
  signedAt: number;
  language: SigningFacts['language'];
}

/** @param after the job with the change applied */
export function buildConsent(before: Job, after: Job, facts: SigningFacts): Consent {
  const isPrice = after.agreedPrice !== before.agreedPrice;
  const title = isPrice
    ? { de: after.agreedPrice?.reason ?? '' }
    : after.addedPackages.at(-1)?.title;
  return {
    consentVersion: 1,
    order: before.id,
    currency: before.terms.currency,
    kind: isPrice ? 'price.agree' : 'package.add',
    title: localText(title ?? { de: '' }, facts.language),
    beforeMinor: priceTotals(priceLines(before)).totalMinor,
    afterMinor: priceTotals(priceLines(after)).totalMinor,
    signer: { name: facts.signer.name, role: facts.signer.role },
    signedAt: facts.signedAt,
    language: facts.language
  };
}
