import type { Minor } from '../brand.ts';
import type { BookablePackage } from '../booking/booking-request.ts';
import type { ProviderRole } from '../order/job.ts';
import { MARKET_POLICY, vatBps, type Market } from '../policy/policy.ts';
import { priceLines } from '../price/price.ts';
import { settle } from '../price/settlement.ts';

/** What somebody gets for a visit, by the functions that pay it out; null where it is not sold. */
export function earningExample(
  service: Pick<BookablePackage, 'id' | 'title' | 'prices'>,
  { market, role, day }: { market: Market; role: ProviderRole; day: string }
): { priceMinor: Minor; payoutMinor: Minor } | null {
  const priceMinor = service.prices[market];
  if (priceMinor === undefined) return null;
  const { guaranteeFeeMinor, friendCommissionBps, proCommissionBps, currency, visitFeeMinor } =
    MARKET_POLICY[market];
  const terms = {
    ...{ currency, guaranteeFeeMinor, visitFeeMinor, vatBps: vatBps(market, day) },
    commissionBps: role === 'pro' ? proCommissionBps : friendCommissionBps,
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
