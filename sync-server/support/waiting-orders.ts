import { ASSIGNED_STATES, UNASSIGNED_STATES } from '#domain/order/job-states.ts';
import { reasonsAgainst, type Ineligible } from '#domain/matching/eligibility.ts';
import type { Provider } from '#domain/matching/provider.ts';
import type { Visit } from '#domain/matching/availability.ts';
import type { Order } from '#domain/order/order.ts';
import {
  cancelOfferOf,
  offersSoFar,
  waitingOrderOf,
  type WaitingDetail,
  type WaitingOrder
} from '#domain/order/views/support-view.ts';
import type { Store } from '../store/store.ts';
import { contactOf } from './cases.ts';

const BY_STATE_AND_TIME = {
  name: 'orders-by-state-and-time',
  fields: ['job.state', 'job.appointment.startsAt']
};
const MOST_ROWS = 300;
/** The waterfall has had time to reach several people. */
const LONG_MS = 15 * 60_000;

/**
 * R5.23: orders that nobody has: unplaced ones at once, others when they have waited long. The next
 * visit first; what has begun nobody can help any more.
 */
export async function listWaitingOrders(
  { orders }: Pick<Store, 'orders'>,
  now: number
): Promise<WaitingOrder[]> {
  const found = await Promise.all(
    UNASSIGNED_STATES.map((state) =>
      orders.find({
        selector: {
          'job.state': state,
          'job.appointment.startsAt': { $gt: now },
          ...(state !== 'unplaced' && { createdAt: { $lt: now - LONG_MS } })
        },
        index: BY_STATE_AND_TIME,
        sort: [{ 'job.state': 'asc' }, { 'job.appointment.startsAt': 'asc' }],
        limit: MOST_ROWS
      })
    )
  );
  return found
    .flat()
    .map((order) => waitingOrderOf(order, now))
    .sort((a, b) => a.startsAt - b.startsAt)
    .slice(0, MOST_ROWS);
}

/** Why nobody has it: what was offered, and what speaks against everybody else (R3). */
export async function readWaitingOrder(
  { orders, people }: Pick<Store, 'orders' | 'people'>,
  id: string,
  now: number
): Promise<WaitingDetail | undefined> {
  const order = await orders.get(id);
  if (order?.type !== 'order' || ASSIGNED_STATES.includes(order.job.state)) return undefined;
  const counts = new Map<Ineligible, number>();
  let fitting = 0;
  let providers = 0;
  const { lat, lon } = order.job.place;
  const visit: Visit & { market: Provider['market'] } = {
    ...{ lat, lon, market: order.job.market },
    ...{ startsAt: order.job.appointment.startsAt, durationMin: order.job.service.durationMin }
  };
  for (const provider of await people.withPrefix<Provider>('provider:', { limit: 20_000 })) {
    if (provider.market !== order.job.market) continue;
    providers += 1;
    // Whether somebody is free is dispatch's to say: here without their calendar.
    const against = reasonsAgainst(provider, order.requirement, visit, []);
    if (against.length === 0) fitting += 1;
    for (const reason of against) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return {
    ...waitingOrderOf(order, now),
    customer: contactOf(order),
    problem: order.job.problem,
    offers: offersOf(order),
    against: [...counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    fitting,
    providers,
    cancel: cancelOfferOf(order.job, now)
  };
}

function offersOf(order: Order): WaitingDetail['offers'] {
  return offersSoFar(order).map(({ name, state, rank, distanceM, seenAt }) => ({
    ...{ name, state, rank, distanceM, seenAt }
  }));
}
