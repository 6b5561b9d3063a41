import type { Order } from '#domain/order/order.ts';
import type { Store } from '../store/store.ts';

const BY_TOKEN = { name: 'by-token', fields: ['token'] };
const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The order that a link opens. Undefined for whatever is no token of an order: unknown and not
 * yours are one.
 */
export async function orderByToken(
  store: Pick<Store, 'orders'>,
  token: string
): Promise<Order | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const [order] = await store.orders.find({ selector: { token }, index: BY_TOKEN, limit: 1 });
  return order;
}
