import type { RulesInForce } from '#domain/operator/rules-versions.ts';
import { forEachMarket, MARKET_POLICY, type MarketRules } from '#domain/policy/policy.ts';

/** What is in force where no operator has set anything. */
export const THE_USUAL: Record<'DE' | 'CH', RulesInForce> = forEachMarket((market) => ({
  ...MARKET_POLICY[market].rules,
  version: 0
}));

export function theRules(fields: Partial<MarketRules> = {}): MarketRules {
  return { ...MARKET_POLICY.CH.rules, ...fields };
}
