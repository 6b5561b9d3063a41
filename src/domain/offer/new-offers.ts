import type { Bps, Minor } from '../brand.ts';
import type { Job } from '../order/job.ts';
import type { Offer, OrderRules } from '../order/order.ts';
import type { Ranked } from '../matching/ranking.ts';
import type { Provider } from '../matching/provider.ts';
import { MARKET_POLICY } from '../policy/policy.ts';
import { priceLines } from '../price/price.ts';
import { settle } from '../price/settlement.ts';

/** R20: the commission that holds for this provider. @param rules of the order; none in older ones */
export function commissionBpsOf(
  provider: Pick<Provider, 'commissionBps' | 'role' | 'market'>,
  rules: Pick<OrderRules, 'commissionBps'> | undefined
): Bps {
  const usual = rules ?? MARKET_POLICY[provider.market].rules;
  return provider.commissionBps ?? usual.commissionBps[provider.role];
}

/** What a visit as booked would bring this provider. */
export function earningsMinor(
  job: Job,
  provider: Pick<Provider, 'id' | 'name' | 'role' | 'market' | 'commissionBps'>,
  rules?: OrderRules
): Minor {
  const { id, name, role } = provider;
  const terms = { ...job.terms, commissionBps: commissionBpsOf(provider, rules) };
  const asTheirs: Job = { ...job, provider: { id, name, role }, terms };
  return settle(asTheirs, priceLines(asTheirs)).payoutMinor;
}

/** @param ranked best first @param rules of the order */
export function newOffers(job: Job, ranked: readonly Ranked[], rules?: OrderRules): Offer[] {
  return ranked.map(({ provider, score, reasons, distanceM }, index) => ({
    provider: provider.id,
    name: provider.name,
    role: provider.role,
    commissionBps: commissionBpsOf(provider, rules),
    rank: index + 1,
    score,
    reasons,
    distanceM,
    earningsMinor: earningsMinor(job, provider, rules),
    state: 'waiting',
    step: null,
    sentAt: null,
    seenAt: null
  }));
}
