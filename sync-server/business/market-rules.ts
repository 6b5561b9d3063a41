// What an operator has set for each market (O5), every version kept in one document: the revision
// decides who was first, and nobody who reads sees half of it.
import { rulesAt, type RulesInForce, type RulesVersion } from '#domain/operator/rules-versions.ts';
import { forEachMarket, MARKETS, type Market } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `market-rules:<market>`. */
interface MarketRulesDocument extends StoredDocument {
  type: 'marketRules';
  market: Market;
  /** Oldest first. */
  versions: RulesVersion[];
}

export interface KeptRules {
  /** Read anew each time: what is booked is booked under it. */
  inForce(market: Market, at: number): Promise<RulesInForce>;
  /** For pages; another process's change is seen within seconds. */
  shown(at: number): Promise<Record<Market, RulesInForce>>;
  versions(market: Market): Promise<RulesVersion[]>;
  /** False: somebody else has saved since the version before it. */
  add(market: Market, next: RulesVersion): Promise<boolean>;
}

const FRESH_MS = 2_000;

export function openMarketRules({ people }: Pick<Store, 'people'>): KeptRules {
  let known: { until: number; versions: Record<Market, RulesVersion[]> } | undefined;
  const idOf = (market: Market) => `market-rules:${market}`;
  const versions = async (market: Market) =>
    (await people.get<MarketRulesDocument>(idOf(market)))?.versions ?? [];
  return {
    versions,
    inForce: async (market, at) => rulesAt(market, await versions(market), at),
    async shown(at) {
      if (!known || known.until <= performance.now()) {
        const read = await Promise.all(MARKETS.map(versions));
        const each = forEachMarket((market) => read[MARKETS.indexOf(market)] ?? []);
        known = { until: performance.now() + FRESH_MS, versions: each };
      }
      const { versions: all } = known;
      return forEachMarket((market) => rulesAt(market, all[market], at));
    },
    async add(market, next) {
      const { written } = await people.update<MarketRulesDocument>(idOf(market), (current) => {
        const before = current?.versions ?? [];
        if ((before.at(-1)?.version ?? 0) !== next.version - 1) return undefined;
        return {
          ...(current ?? { _id: idOf(market), type: 'marketRules', market }),
          versions: [...before, next]
        };
      });
      if (written) known = undefined;
      return written;
    }
  };
}
