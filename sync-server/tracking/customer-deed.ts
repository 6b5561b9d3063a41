import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { withDueAt } from '#domain/order/advance-order.ts';
import type { Deed, ServerBodies } from '#domain/order/deed.ts';
import type { Order } from '#domain/order/order.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { Deps } from '../deps.ts';
import { orderTopic } from './order-feed.ts';

/** What a customer does on their page. */
export type CustomerDeedKind =
  'order.cancel' | 'appointment.agree' | 'appointment.reject' | 'rating.give';

export type DeedOutcome = { ok: true; order: Order } | { ok: false; code: Code };

const NO_CATALOG = { packageAt: () => undefined, productAt: () => undefined };

/** Judged by the same rules as everything else, with the server's clock; the order's revision decides between processes. */
export async function applyCustomerDeed<K extends CustomerDeedKind>(
  { store, clock, events }: Pick<Deps, 'store' | 'clock' | 'events'>,
  orderId: string,
  kind: K,
  body: ServerBodies[K]
): Promise<DeedOutcome> {
  const at = clock.now();
  let refusal: Code | null = null;
  const { doc } = await store.orders.update(orderId, (order) => {
    if (!order) return undefined;
    const deed = { id: `${kind}:${at}`, kind, body, actor: { type: 'customer' }, at } as Deed;
    const decision = applyToOrder(order, deed, { catalog: NO_CATALOG });
    refusal = decision.outcome === 'applied' ? null : decision.code;
    if (decision.outcome !== 'applied') return undefined;
    return withDueAt({ ...decision.next, generation: order.generation + 1 });
  });
  if (refusal !== null) return { ok: false, code: refusal };
  if (!doc) return { ok: false, code: 'order.unknown' };
  events.publish(orderTopic(orderId));
  return { ok: true, order: doc };
}
