import { isFree, visitOf } from '#domain/matching/availability.ts';
import { reasonsAgainst } from '#domain/matching/eligibility.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { byRank, rank, type Ranked } from '#domain/matching/ranking.ts';
import { formerProviders } from '#domain/order/assignment/assignment.ts';
import type { Order } from '#domain/order/order.ts';
import type { Store } from '../store/store.ts';
import { promisedVisits } from './promised-visits.ts';
import type { ProviderIndex } from './provider-index.ts';

/** The nearest that qualify are ranked … */
const POOL = 100;
/** … and the best of them that are free make up a round. */
const ROUND = 30;
const AT_ONCE = 10;

/** Whom an order may be offered to, best first (R2–R4). */
export async function candidatesFor(
  order: Order,
  providers: Pick<ProviderIndex, 'get' | 'nearest'>,
  store: Pick<Store, 'orders'>
): Promise<Ranked[]> {
  const { job, requirement, personalProvider } = order;
  const visit = { ...visitOf(job), market: job.market };
  const turnedDown = turnedDownBy(order);
  // Whether they are free is asked of the few best below: it needs the store.
  const suits = (provider: Provider) =>
    !turnedDown.has(provider.id) && reasonsAgainst(provider, requirement, visit, []).length === 0;

  const pool = providers.nearest(job.place, POOL, suits);
  const personal = personalProvider === null ? undefined : providers.get(personalProvider);
  if (personal && suits(personal) && !pool.includes(personal)) pool.push(personal);
  const ranked = pool
    .map((provider) => rank(provider, requirement.skill, job.place, personalProvider))
    .sort(byRank);

  const free: Ranked[] = [];
  for (let at = 0; at < ranked.length && free.length < ROUND; at += AT_ONCE) {
    const group = ranked.slice(at, at + AT_ONCE);
    const promised = await Promise.all(
      group.map(({ provider }) => promisedVisits(store, provider.id, order))
    );
    free.push(...group.filter((_, index) => isFree(visit, promised[index] ?? [])));
  }
  return free.slice(0, ROUND);
}

/** Who gave it back, lost it or declined is not asked again. */
function turnedDownBy(order: Order): Set<string> {
  const declined = [...order.earlierOffers, ...order.offers]
    .filter(({ state }) => state === 'declined')
    .map(({ provider }) => provider);
  return new Set([...formerProviders(order), ...declined]);
}
