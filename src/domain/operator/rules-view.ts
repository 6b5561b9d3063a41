import type { Ms } from '../brand.ts';
import type { Market } from '../policy/policy.ts';
import type { RulesValues } from './rules-values.ts';

/** One market of the answer of `GET /api/business/rules`. */
export interface MarketRulesView {
  market: Market;
  /** ms of server time. */
  at: Ms;
  /** 0: the usual numbers. */
  inForce: number;
  /** The last that was set, begun or not. */
  version: number;
  /** What an owner goes on from: what is planned last, else what is in force. */
  values: RulesValues;
  /** Every version that will still begin, in that order. */
  planned: { version: number; from: Ms }[];
  /** The newest first. */
  versions: { version: number; from: Ms; at: Ms; by: string; why: string; values: RulesValues }[];
}
