import { visitOf, type Visit } from '#domain/matching/availability.ts';
import type { Job } from '#domain/order/job.ts';
import { ENDED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

const BY_PROVIDER_AND_TIME = {
  name: 'orders-by-provider-and-time',
  fields: ['job.provider.id', 'job.appointment.startsAt']
};
/** Further apart than this, two visits cannot stand in each other's way, whatever the travel. */
const APART_MS = 24 * HOUR_MS;

interface PromisedOrder extends StoredDocument {
  job: Pick<Job, 'state' | 'appointment' | 'place'>;
}

/** R3: the visits that a provider has promised around that time, other than this order's own. */
export async function promisedVisits(
  store: Pick<Store, 'orders'>,
  provider: string,
  order: Pick<Order, '_id' | 'job'>
): Promise<Visit[]> {
  const { startsAt } = order.job.appointment;
  const found = await ordersBetween(store, provider, startsAt - APART_MS, startsAt + APART_MS);
  return found.filter(({ _id }) => _id !== order._id).map(({ job }) => visitOf(job));
}

/** All that begin after `from` and before `until`, ms of server time. */
export async function promisedBetween(
  store: Pick<Store, 'orders'>,
  provider: string,
  from: number,
  until: number
): Promise<Visit[]> {
  return (await ordersBetween(store, provider, from, until)).map(({ job }) => visitOf(job));
}

async function ordersBetween(
  store: Pick<Store, 'orders'>,
  provider: string,
  from: number,
  until: number
): Promise<PromisedOrder[]> {
  const found = await store.orders.find<PromisedOrder>({
    index: BY_PROVIDER_AND_TIME,
    selector: {
      'job.provider.id': provider,
      'job.appointment.startsAt': { $gt: from, $lt: until }
    },
    fields: ['_id', '_rev', 'job.state', 'job.appointment', 'job.place']
  });
  return found.filter(({ job }) => !ENDED_STATES.includes(job.state));
}
