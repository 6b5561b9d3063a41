import { newOffers } from '#domain/offer/new-offers.ts';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import type { Order } from '#domain/order/order.ts';
import type { Ranked } from '#domain/matching/ranking.ts';
import type { OrderDesk } from '../authority/order-desk.ts';

interface OrderClockDeps {
  desk: Pick<OrderDesk, 'change'>;
  now(): number;
  candidates(order: Order): Promise<Ranked[]>;
}

/**
 * Does what is due of one order: reminders, missed limits, the next step of the waterfall, a new round of
 * offers. Any process may do it at any time: each write looks at the order as it is then.
 */
export async function runOrderClock(
  orderId: string,
  { desk, now, candidates }: OrderClockDeps
): Promise<Order | undefined> {
  const order = await desk.change(orderId, (current) => {
    const { order: advanced } = advanceOrder(current, now());
    return isSame(current, advanced) ? current : advanced;
  });
  if (order?.job.state !== 'requested') return order;
  const isOver = now() >= order.job.appointment.startsAt;
  const ranked = isOver ? [] : await candidates(order);
  return desk.change(orderId, (current) =>
    current.job.state === 'requested' && current.round === order.round
      ? startRound(current, newOffers(current.job, ranked), now())
      : current
  );
}

/** advanceOrder always answers a new object; equal in all that it may change is the same. */
function isSame(before: Order, after: Order): boolean {
  return (
    before.dueAt === after.dueAt &&
    before.job === after.job &&
    before.offers === after.offers &&
    before.reminders === after.reminders &&
    before.history === after.history
  );
}
