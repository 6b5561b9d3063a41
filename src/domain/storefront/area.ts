// A page that anybody finds has one address for each language and country: in one language, with
// the prices of one market. `/de-ch/…` is German as written in Switzerland, in francs.
import {
  isLocale,
  isMarket,
  LOCALES,
  SOURCE_LOCALE,
  type Locale,
  type Market
} from '../policy/policy.ts';

export interface Area {
  locale: Locale;
  market: Market;
}

/** The first part of its addresses. */
export function areaCode({ locale, market }: Area): string {
  return `${locale}-${market.toLowerCase()}`;
}

/** BCP 47, for `lang` and `hreflang`. */
export function areaTag({ locale, market }: Area): string {
  return `${locale}-${market}`;
}

/** Markets in their order, each in every language. */
export function areasOf(markets: readonly Market[]): Area[] {
  return markets.flatMap((market) => LOCALES.map((locale) => ({ locale, market })));
}

export function areaAt(code: string): Area | undefined {
  const [locale = '', country = ''] = code.split('-');
  const market = country.toUpperCase();
  if (!isLocale(locale) || !isMarket(market)) return undefined;
  const area = { locale, market };
  // The server draws at this spelling and no other.
  return areaCode(area) === code ? area : undefined;
}

/** By the languages that a browser asks for, the most wanted first; `markets` are not empty. */
export function areaFor(wanted: readonly string[], markets: readonly Market[]): Area {
  const tags = wanted.map((each) => each.split('-'));
  const locale = tags.map(([language = '']) => language.toLowerCase()).find(isLocale);
  const regions = tags.flatMap(([, ...rest]) => rest.at(-1)?.toUpperCase() ?? []);
  const market = regions.flatMap((each) => markets.find((served) => served === each) ?? [])[0];
  return { locale: locale ?? SOURCE_LOCALE, market: market ?? markets[0]! };
}
