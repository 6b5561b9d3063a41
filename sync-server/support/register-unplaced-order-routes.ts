import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { neededWords } from '#domain/text/text-schema.ts';
import { CANCEL_CAUSES } from '#domain/billing/cancellation.ts';
import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import type { ServerCommand } from '../orders/order-writer.ts';
import { sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { listWaitingOrders, readWaitingOrder } from './waiting-orders.ts';

const params = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}$/)) });
const cancelBody = z.strictObject({
  reason: neededWords('words'),
  cause: z.enum(CANCEL_CAUSES)
});
const tags = ['support'];

/** Staff only: orders for which nobody was found, and what support can do about them. */
export const registerUnplacedOrderRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;
  const preHandler = supportOnly;

  app.get(
    '/api/support/orders',
    { preHandler, schema: { tags, summary: 'Orders that nobody has' } },
    async () => {
      const now = clock.now();
      return { at: now, orders: await listWaitingOrders(store, now) };
    }
  );
  app.get(
    '/api/support/orders/:id',
    {
      preHandler,
      config: { audit: 'order.read' },
      schema: { tags, params, summary: 'Why nobody has an order' }
    },
    async (request, reply) =>
      (await readWaitingOrder(store, request.params.id, clock.now())) ??
      refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/orders/:id/reoffer',
    {
      preHandler,
      config: { audit: 'order.reoffer' },
      schema: { tags, params, summary: 'Sends an order out again' }
    },
    (request, reply) => command(deps, request, reply, request.params.id, 'order.reoffer', {})
  );
  app.post(
    '/api/support/orders/:id/cancel',
    {
      preHandler,
      config: { audit: 'order.cancel' },
      schema: { tags, params, body: cancelBody, summary: 'Cancels an order, with its fee (R27)' }
    },
    (request, reply) =>
      command(deps, request, reply, request.params.id, 'order.cancel', request.body)
  );
};

async function command<K extends 'order.reoffer' | 'order.cancel'>(
  { clock, orderWork }: Pick<Deps, 'clock' | 'orderWork'>,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  kind: K,
  body: ServerBodies[K]
): Promise<unknown> {
  const actor = { type: 'support', id: sessionOf(request).person.id } as const;
  const said = { kind, body, actor, at: clock.now() } as ServerCommand;
  const result = await orderWork.writer.apply(id, said);
  if (result.outcome === 'applied') return reply.code(202).send({ id });
  if (result.code === 'order.unknown') return refuse(reply, 'request.unknown');
  return reply.code(409).send({ error: result.code, requestId: request.id });
}
