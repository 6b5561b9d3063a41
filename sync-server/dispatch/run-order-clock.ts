import { hasBegun } from '#domain/booking/visit-time.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { isLapseDue } from '#domain/order/due-items.ts';
import type { Order } from '#domain/order/order.ts';
import type { Ranked } from '#domain/matching/ranking.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

interface OrderClockDeps {
  writer: Pick<OrderWriter, 'change'>;
  now(): number;
  candidates(order: Order): Promise<Ranked[]>;
  /** When to look again at a job that this provider must not lose yet; null where they may. */
  keptUntil(provider: string): Promise<number | null>;
  /** Until when it is too early to decide anything about an order that was restored; else null. */
  restoredUntil(order: Order): number | null;
  /** This order is to be left alone until then. */
  notBefore(at: number): void;
}

/**
 * Does what is due of one order: reminders, missed limits, the next step of the waterfall, a new
 * round of offers. Any process may do it at any time: each write looks at the order as it is then.
 */
export async function runOrderClock(
  orderId: string,
  deps: OrderClockDeps
): Promise<Order | undefined> {
  const { writer, now, candidates, restoredUntil, notBefore } = deps;
  const kept = await writer.change(orderId, (current) =>
    restoredUntil(current) === null ? advanceOrder(current, now(), { mayLapse: false }) : current
  );
  const until = kept ? restoredUntil(kept) : null;
  if (until !== null) {
    notBefore(until);
    return kept;
  }
  const order = kept && isLapseDue(kept, now()) ? await takeBack(kept, deps) : kept;
  if (order?.job.state !== 'requested') return order;
  const ranked = hasBegun(order.job.appointment, now()) ? [] : await candidates(order);
  return writer.change(orderId, (current) =>
    current.job.state === 'requested' && current.round === order.round
      ? startRound(current, newOffers(current.job, ranked, current.rules), now())
      : current
  );
}

/**
 * What was sent in time is judged first: that may be the very proof. Whoever has the job by then is
 * not meant.
 */
async function takeBack(
  order: Order,
  { writer, now, keptUntil, notBefore }: OrderClockDeps
): Promise<Order | undefined> {
  const holder = order.job.provider?.id;
  if (holder === undefined) return order;
  const until = await keptUntil(holder);
  if (until !== null) {
    notBefore(until);
    return order;
  }
  return writer.change(order._id, (current) => {
    const mayLapse = current.job.provider?.id === holder;
    return advanceOrder(current, now(), { mayLapse });
  });
}
