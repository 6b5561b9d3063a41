import type { Locale } from '../policy/policy.ts';
import type { PriceLine } from './price.ts';

/** Lines that have no title of their own in the catalogue or in what was agreed. */
export const LINE_TITLES = {
  guarantee: { de: 'Happiness Garantie', en: 'Happiness guarantee' },
  /** Where the reason that was agreed to is gone with the customer's data. */
  additionalWork: { de: 'Mehraufwand', en: 'Extra work' },
  visitFee: { de: 'Anfahrtspauschale', en: 'Call-out fee' },
  cancelFee: { de: 'Stornogebühr', en: 'Cancellation fee' }
} as const satisfies Partial<Record<PriceLine['kind'], Record<Locale, string>>>;
