// A provider with two devices on two processes could promise two visits at the same time: each
// process reads what is promised, neither sees the other's order, which is not written yet. So
// whoever is about to give an order to a provider first writes its name into that provider's one
// agenda document, whose revision decides between the processes (R3).
// 1. What is promised is read after the agenda: whoever was faster shows as a changed revision, and
//    all is looked at again.
// 2. A name in the agenda counts by what its order says: held by this provider, it is promised;
//    still open, somebody is just about to write it; anything else, and the write that it announced
//    can only fail on that order's own revision.
// 3. A process that died in between leaves a name behind that counts for a moment only; its action
//    is judged again.
import { endsAt } from '#domain/booking/visit-time.ts';
import { isFree, visitOf, type Visit } from '#domain/matching/availability.ts';
import { ENDED_STATES, UNASSIGNED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import { promisedVisits } from './promised-visits.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database, `agenda:<provider>`. */
interface Agenda extends StoredDocument {
  type: 'agenda';
  /** Order → when its acceptance was announced (ms of server time). */
  claims: Record<string, number>;
}

/** Longer than any write takes, also between servers whose clocks differ. */
const CLAIM_MS = 60_000 + TIME_POLICY.clockSkewMs;

/**
 * What stands in the way of this order's visit; where nothing does, it is announced to the other
 * processes.
 */
export async function claimVisit(
  store: Pick<Store, 'orders' | 'people'>,
  provider: string,
  order: Order,
  now: number
): Promise<Visit[]> {
  let inTheWay: Visit[] = [];
  await store.people.update<Agenda>(`agenda:${provider}`, async (current) => {
    const open = await openClaims(store, provider, current?.claims ?? {}, order._id, now);
    inTheWay = [
      ...(await promisedVisits(store, provider, order)),
      ...open.map(({ job }) => visitOf(job))
    ];
    const claims = Object.fromEntries(open.map(({ _id }) => [_id, current?.claims[_id] ?? now]));
    if (isFree(visitOf(order.job), inTheWay)) claims[order._id] = now;
    return { ...current, _id: `agenda:${provider}`, type: 'agenda', claims };
  });
  return inTheWay;
}

/**
 * Orders that were announced by somebody else and may still be written, or are and the index has
 * not seen it.
 */
async function openClaims(
  { orders }: Pick<Store, 'orders'>,
  provider: string,
  claims: Record<string, number>,
  own: string,
  now: number
): Promise<Order[]> {
  const ids = Object.keys(claims).filter((id) => id !== own);
  const found = await orders.getMany(ids);
  return found.filter((order): order is Order & { _rev: string } => {
    if (!order) return false;
    const { state, provider: holder } = order.job;
    if (holder) return holder.id === provider && !isOver(order, now);
    // `requested`: a late proof may bring it back before it has gone out again.
    return UNASSIGNED_STATES.includes(state) && now - (claims[order._id] ?? 0) < CLAIM_MS;
  });
}

function isOver({ job }: Order, now: number): boolean {
  return ENDED_STATES.includes(job.state) || endsAt(job.appointment) < now;
}
