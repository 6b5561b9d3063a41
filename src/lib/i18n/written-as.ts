// One way to write for each language and market, the same on screens as in mails and on invoices:
// `LANGUAGES` decides. Which market is meant follows from the currency or from the zone of the
// place; without either it is the one where this device seems to be at home.
import {
  homeMarket,
  isLocale,
  LANGUAGES,
  MARKET_POLICY,
  MARKETS,
  SOURCE_LOCALE,
  type Market
} from '#domain/policy/policy.ts';

/** How days and times are written. */
export function dayTag(locale: string, timeZone?: string): string {
  const inZone = MARKETS.find((market) => MARKET_POLICY[market].timeZone === timeZone);
  return languageOf(locale).days(inZone ?? marketHere());
}

/** How numbers and amounts are written. */
export function numberTag(locale: string, currency?: string): string {
  const here = marketHere();
  const isIn = (market: Market) => !currency || MARKET_POLICY[market].currency === currency;
  const market = isIn(here) ? here : (MARKETS.find(isIn) ?? here);
  return languageOf(locale).numbers(market, MARKET_POLICY[market].currency);
}

function languageOf(locale: string) {
  const [language = ''] = locale.split('-');
  return LANGUAGES[isLocale(language) ? language : SOURCE_LOCALE];
}

let known: Market | undefined;

function marketHere(): Market {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const language = typeof navigator === 'undefined' ? '' : navigator.language;
  return (known ??= homeMarket({ language, timeZone }));
}
