// O5: what an operator has set for a market, version by version.
// 1. A version holds from its moment on; the highest that has begun is in force, and before the
//    first the market's usual numbers are, as version 0.
// 2. What was planned and is overtaken by a later version before it began never begins.
// 3. Nothing is changed or taken away: what an order was booked under can be read for ever.
import type { Ms } from '../brand.ts';
import { MARKET_POLICY, type Market, type MarketRules } from '../policy/policy.ts';

export interface RulesVersion {
  version: number;
  /** ms of server time. */
  from: Ms;
  /** When and by whom it was set, and why. */
  at: Ms;
  by: string;
  why: string;
  rules: MarketRules;
}

export interface RulesInForce extends MarketRules {
  version: number;
}

/** @param versions of one market, oldest first */
export function rulesAt(market: Market, versions: readonly RulesVersion[], at: Ms): RulesInForce {
  const begun = versions.findLast(({ from }) => from <= at);
  return begun
    ? { ...begun.rules, version: begun.version }
    : { ...MARKET_POLICY[market].rules, version: 0 };
}

type Begins = Pick<RulesVersion, 'version' | 'from' | 'at'>;

/** Whether another one was saved before it began, to begin no later: it never holds. */
export function isOvertaken(one: Begins, versions: readonly Begins[]): boolean {
  return versions.some(
    ({ version, from, at }) => version > one.version && from <= one.from && at < one.from
  );
}

/** Those that will hold from their moments on, in that order. */
export function plannedRules(versions: readonly RulesVersion[], at: Ms): RulesVersion[] {
  return versions.filter((each) => each.from > at && !isOvertaken(each, versions));
}
