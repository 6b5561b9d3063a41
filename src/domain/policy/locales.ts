// The languages of the product. Adding one: a line in LOCALES and an entry in LANGUAGES; then the
// compiler names every text of the rules and papers that lacks it (`Record<Locale, …>`), and
// tests/client/messages.test.ts names the messages.
import type { Currency } from './markets/market-record.ts';

export const LOCALES = ['de', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** In which everything is written first: what has no translation (yet) is shown in it. */
export const SOURCE_LOCALE = 'de' satisfies Locale;

/**
 * How one language names itself and writes numbers and days in a market; tags are BCP 47, for Intl.
 */
interface Language {
  name: string;
  numbers(market: string, currency: Currency): string;
  days(market: string): string;
}

/**
 * English has no home among the markets: money as in the English-speaking country of that currency,
 * days as in Britain.
 */
const ENGLISH_NUMBERS: Record<Currency, string> = { EUR: 'en-IE', CHF: 'en-CH' };

export const LANGUAGES: Record<Locale, Language> = {
  de: {
    name: 'Deutsch',
    numbers: (market) => `de-${market}`,
    days: (market) => `de-${market}`
  },
  en: {
    name: 'English',
    numbers: (_market, currency) => ENGLISH_NUMBERS[currency],
    days: () => 'en-GB'
  }
};

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

/** The same words in every language: what somebody wrote is not translated. */
export function inEveryLanguage(words: string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, words])) as Record<Locale, string>;
}
