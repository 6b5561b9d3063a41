import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Order } from '#domain/order/order.ts';
import { orderByToken } from '../orders/order-by-token.ts';
import { refuse } from '../plugins/error-reply.ts';
import type { Store } from '../store/store.ts';

/** Of every address below an order's link. */
export const linkParams = z.object({ token: z.string().check(z.maxLength(100)) });

/** Answers with what `use` makes of the link's order; a link that opens none answers "unknown". */
export async function withOrderOfLink(
  store: Pick<Store, 'orders'>,
  request: FastifyRequest,
  reply: FastifyReply,
  use: (order: Order) => unknown
): Promise<unknown> {
  const { token } = request.params as z.infer<typeof linkParams>;
  const order = await orderByToken(store, token);
  return order ? use(order) : refuse(reply, 'request.unknown');
}
