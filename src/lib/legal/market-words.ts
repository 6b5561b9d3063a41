// What the legal texts say of each market: a market without its words is a type error.
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

interface MarketWords {
  /** "in der Schweiz" */
  place: () => string;
  /** Which law applies: "schweizerisches Recht". */
  law: () => string;
  /** How long papers must be kept, with the place. */
  kept: () => string;
}

export const MARKET_WORDS: Record<Market, MarketWords> = {
  DE: { place: m.legal_place_DE, law: m.legal_law_DE, kept: m.legal_kept_DE },
  CH: { place: m.legal_place_CH, law: m.legal_law_CH, kept: m.legal_kept_CH }
};

/** Of every market, in the order of the list: "2,90 € in Deutschland, CHF 4.90 in der Schweiz". */
export function inEachMarket(say: (market: Market, place: string) => string): string {
  return MARKETS.map((market) => say(market, MARKET_WORDS[market].place())).join(', ');
}
