// R24: the markets. Adding one: a record beside these two and a line in each of the two lists
// below; then the compiler names every text that lacks it (`Record<Market, …>`).
import type { Bps } from '../../brand.ts';
import { SWITZERLAND } from './ch.ts';
import { GERMANY } from './de.ts';
import type { MarketRecord } from './market-record.ts';

/**
 * ISO 3166 codes: the country of the visit is the market. The first is where a customer starts who
 * seems at home in none.
 */
export const MARKETS = ['DE', 'CH'] as const;
export type Market = (typeof MARKETS)[number];

export const MARKET_POLICY: Record<Market, MarketRecord> = { DE: GERMANY, CH: SWITZERLAND };

export function isMarket(country: string): country is Market {
  return (MARKETS as readonly string[]).includes(country);
}

/** One entry for each market, in the order of MARKETS. */
export function forEachMarket<T>(make: (market: Market) => T): Record<Market, T> {
  return Object.fromEntries(MARKETS.map((each) => [each, make(each)])) as Record<Market, T>;
}

/** Standard VAT of a market on a day (`YYYY-MM-DD`, in the market's own calendar). */
export function vatBps(market: Market, day: string): Bps {
  const rates = MARKET_POLICY[market].vat.filter((rate) => rate.from <= day);
  const rate = rates.at(-1);
  if (!rate) throw new RangeError(`no VAT rate for ${market} on ${day}`);
  return rate.bps;
}

export function isPostcode(market: Market, text: string): boolean {
  return new RegExp(`^${MARKET_POLICY[market].postcode.form}$`).test(text);
}
