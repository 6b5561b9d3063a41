import type { Locale } from '../locales.ts';
import type { Market } from './markets.ts';

/**
 * "Schweiz", "Switzerland": Intl knows every country in every language, so nobody has to write or
 * forget it.
 */
export function countryName(market: Market, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(market) ?? market;
}
