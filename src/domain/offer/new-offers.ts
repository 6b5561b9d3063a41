import type { Bps, Minor } from '../brand.ts';
import type { Job } from '../order/job.ts';
import type { Offer } from '../order/order.ts';
import type { Ranked } from '../matching/ranking.ts';
import type { Provider } from '../matching/provider.ts';
import { MARKET_POLICY } from '../policy/policy.ts';
import { priceLines } from '../price/price.ts';
import { settle } from '../price/settlement.ts';

/** R20: the commission that holds for this provider. */
export function commissionBpsOf(
  provider: Pick<Provider, 'commissionBps' | 'role' | 'market'>
): Bps {
  const policy = MARKET_POLICY[provider.market];
  const usual = provider.role === 'pro' ? policy.proCommissionBps : policy.friendCommissionBps;
  return provider.commissionBps ?? usual;
}

/** What a visit as booked would bring this provider. */
export function earningsMinor(
  job: Job,
  provider: Pick<Provider, 'id' | 'name' | 'role' | 'market' | 'commissionBps'>
): Minor {
  const { id, name, role } = provider;
  const terms = { ...job.terms, commissionBps: commissionBpsOf(provider) };
  const asTheirs: Job = { ...job, provider: { id, name, role }, terms };
  return settle(asTheirs, priceLines(asTheirs)).payoutMinor;
}

/** @param ranked best first */
export function newOffers(job: Job, ranked: readonly Ranked[]): Offer[] {
  return ranked.map(({ provider, score, reasons, distanceM }, index) => ({
    provider: provider.id,
    name: provider.name,
    role: provider.role,
    commissionBps: commissionBpsOf(provider),
    rank: index + 1,
    score,
    reasons,
    distanceM,
    earningsMinor: earningsMinor(job, provider),
    state: 'waiting',
    step: null,
    sentAt: null,
    seenAt: null
  }));
}
