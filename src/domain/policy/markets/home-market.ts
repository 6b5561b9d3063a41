import { MARKET_POLICY, MARKETS, type Market } from './markets.ts';

const [FIRST, ...OTHERS] = MARKETS;

/**
 * Where somebody seems to be at home, by their time zone or the region of their language ("de-CH");
 * else the first market.
 */
export function homeMarket(seen: { language: string; timeZone: string }): Market {
  const byZone = OTHERS.find((market) => MARKET_POLICY[market].timeZone === seen.timeZone);
  const byLanguage = OTHERS.find((market) => seen.language.endsWith(`-${market}`));
  return byZone ?? byLanguage ?? FIRST;
}
