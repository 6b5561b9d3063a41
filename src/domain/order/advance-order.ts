// What the clock does to an order. Pure: any server may run it at any time, the document's revision
// decides.
// 1. It acts only on what is due; run twice, the second run finds nothing to do.
// 2. `dueAt` is the next moment at which something is due (due-items.ts), so that one index finds
//    all due orders.
import { applyOwn } from './apply-to-order.ts';
import { dueItems } from './due-items.ts';
import { NEVER, type Offer, type Order } from './order.ts';

/** A new round of offers for an order that is `requested`: the first step is open afterwards. */
export function startRound(order: Order, offers: Offer[], now: number): Order {
  return withDueAt(applyOwn(order, 'clock', { kind: 'offers.send', body: { offers }, at: now }));
}

/**
 * The same order where nothing is due. `mayLapse: false` leaves the job with whoever has it: what
 * their devices have sent is not judged yet.
 */
export function advanceOrder(
  order: Order,
  now: number,
  { mayLapse = true }: { mayLapse?: boolean } = {}
): Order {
  let current = order;
  for (let next = advancedOnce(current, now, mayLapse); next;) {
    current = next;
    next = advancedOnce(current, now, mayLapse);
  }
  const advanced = withDueAt(current);
  return current === order && advanced.dueAt === order.dueAt ? order : advanced;
}

function advancedOnce(order: Order, now: number, mayLapse: boolean): Order | undefined {
  const due = dueItems(order).find(
    ({ at, until = NEVER, isLapse, act }) =>
      act && at <= now && now <= until && (mayLapse || !isLapse)
  );
  return due?.act?.(order, now);
}

/**
 * The order with the next moment at which the clock has work. Every write of an order goes through
 * this.
 */
export function withDueAt(order: Order): Order {
  return { ...order, dueAt: Math.min(NEVER, ...dueItems(order).map(({ at }) => at)) };
}
