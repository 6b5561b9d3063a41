import type { Minor } from '../brand.ts';
import type { BookablePackage } from '../booking/booking-request.ts';
import type { ProviderRole } from '../order/job.ts';
import { MARKET_POLICY, vatBps, type Market, type MarketRules } from '../policy/policy.ts';
import { priceLines } from '../price/price.ts';
import { settle } from '../price/settlement.ts';

interface EarningOf {
  market: Market;
  role: ProviderRole;
  day: string;
  /** In force; the usual ones where nobody was asked. */
  rules?: Pick<MarketRules, 'guaranteeFeeMinor' | 'commissionBps' | 'visitFeeMinor'> | undefined;
}

/** What somebody gets for a visit, by the functions that pay it out; null where it is not sold. */
export function earningExample(
  service: Pick<BookablePackage, 'id' | 'title' | 'prices'>,
  { market, role, day, rules }: EarningOf
): { priceMinor: Minor; payoutMinor: Minor } | null {
  const priceMinor = service.prices[market];
  if (priceMinor === undefined) return null;
  const { currency, rules: usual } = MARKET_POLICY[market];
  const { guaranteeFeeMinor, commissionBps, visitFeeMinor } = rules ?? usual;
  const terms = {
    ...{ currency, visitFeeMinor, vatBps: vatBps(market, day) },
    guaranteeFeeMinor: guaranteeFeeMinor[role],
    commissionBps: commissionBps[role],
    ...{ catalogVersion: '', termsVersion: '' }
  };
  const job = { terms, soldProducts: [] };
  const lines = priceLines({
    service: { packageId: service.id, title: service.title, priceMinor },
    provider: { id: '', name: '', role },
    ...{ terms, agreedPrice: null, addedPackages: [], soldProducts: [] }
  });
  return { priceMinor, payoutMinor: settle(job, lines).payoutMinor };
}
