// Consent to more work, before it is done (R13). Built and compared like the statement.
import type { Currency } from '../../policy/policy.ts';
import { localText } from '../../catalog/service-package.ts';
import type { Job } from '../job.ts';
import type { SigningFacts } from '../../protocol/signature.ts';
import { priceLines, priceTotals, type PriceLine } from '../../price/price.ts';
import { asSigned } from './earlier-words.ts';
import { isSameText } from './statement.ts';

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

/** Whether what was signed is, to the byte, the consent to this change, as this app or an earlier builds it. */
export function isConsentOf(
  { before, after }: { before: Job; after: Job },
  facts: SigningFacts,
  signed: unknown
): boolean {
  const built = buildConsent(before, after, facts);
  if (built.kind === 'price.agree') return isSameText(signed, built);
  const { title } = (signed ?? {}) as Partial<Record<string, unknown>>;
  const about = { kind: 'package', market: before.market };
  return isSameText(signed, { ...built, title: asSigned(title, built.title, about) });
}

/**
 * What the two amounts of a consent are made of, for whoever reads it before they sign: nothing in
 * them is left unsaid. Empty where the job is another by now.
 */
export function consentLines(
  consent: Pick<Consent, 'beforeMinor'>,
  before: Job,
  after: Job | undefined
): { before: PriceLine[]; added: PriceLine | undefined } {
  const lines = priceLines(before);
  const isSame = priceTotals(lines).totalMinor === consent.beforeMinor;
  // A price that replaces an earlier one is a difference and no line of its own.
  const isPackage = after && after.addedPackages.length > before.addedPackages.length;
  const packages = isPackage ? priceLines(after).filter(({ kind }) => kind === 'package') : [];
  return { before: isSame ? lines : [], added: packages.at(-1) };
}
