import type { Invoice } from '#domain/billing/invoice.ts';
import { MARKET_POLICY, type GermanVariety, type Locale } from '#domain/policy/policy.ts';
import { GERMAN_WORDS } from './words/german.ts';
import { ENGLISH_WORDS } from './words/english.ts';
import type { InvoiceWords } from './words/invoice-texts.ts';

/** German differs from country to country; whoever adds a language says whether it does too. */
const WORDS: Record<Locale, (german: GermanVariety) => InvoiceWords> = {
  de: (german) => GERMAN_WORDS[german],
  en: () => ENGLISH_WORDS
};

export function invoiceWords({
  language,
  market
}: Pick<Invoice, 'language' | 'market'>): InvoiceWords {
  return WORDS[language](MARKET_POLICY[market].german);
}
