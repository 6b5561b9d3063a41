import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { CANCEL_CAUSES } from '#domain/billing/cancellation.ts';
import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { listCases, readCase } from './cases.ts';
import { closeCase } from '../cases/close-case.ts';
import { listWaitingOrders, readWaitingOrder } from './waiting-orders.ts';
import type { ServerCommand } from '../orders/order-writer.ts';

const params = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}$/)) });
const listQuery = z.object({
  state: z._default(z.enum(['open', 'closed']), 'open'),
  page: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000)), 0)
});
const closeBody = z.strictObject({
  note: z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000))
});
const cancelBody = z.strictObject({
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000)),
  cause: z.enum(CANCEL_CAUSES)
});
const guarded = { tags: ['support'] };

/** Staff only. Lists are small on purpose: what support does not see today, nobody sees. */
export const registerSupportRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;
  const preHandler = supportOnly;

  app.get(
    '/api/support/cases',
    { preHandler, schema: { ...guarded, querystring: listQuery, summary: 'Cases' } },
    async ({ query }) => ({
      at: clock.now(),
      ...(await listCases(store, query.state, query.page))
    })
  );
  app.get(
    '/api/support/cases/:id',
    { preHandler, schema: { ...guarded, params, summary: 'One case with both versions' } },
    async (request, reply) =>
      (await readCase(store, request.params.id, clock.now())) ?? refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/cases/:id/close',
    { preHandler, schema: { ...guarded, params, body: closeBody, summary: 'Closes a case' } },
    async (request, reply) => {
      const closing = { at: clock.now(), by: sessionOf(request).person, note: request.body.note };
      await closeCase({ store, writer: deps.orderWork.writer }, request.params.id, closing);
      return (
        (await readCase(store, request.params.id, clock.now())) ?? refuse(reply, 'request.unknown')
      );
    }
  );
  app.get(
    '/api/support/orders',
    { preHandler, schema: { ...guarded, summary: 'Orders without a taker' } },
    async () => {
      const now = clock.now();
      return { at: now, orders: await listWaitingOrders(store, now) };
    }
  );
  app.get(
    '/api/support/orders/:id',
    { preHandler, schema: { ...guarded, params, summary: 'Why an order has no taker' } },
    async (request, reply) =>
      (await readWaitingOrder(store, request.params.id, clock.now())) ??
      refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/orders/:id/reoffer',
    { preHandler, schema: { ...guarded, params, summary: 'Sends an order out again' } },
    (request, reply) => act(request, reply, request.params.id, 'order.reoffer', {})
  );
  app.post(
    '/api/support/orders/:id/cancel',
    {
      preHandler,
      schema: {
        ...guarded,
        params,
        body: cancelBody,
        summary: 'Cancels an order, with its fee (R27)'
      }
    },
    (request, reply) => act(request, reply, request.params.id, 'order.cancel', request.body)
  );

  async function act<K extends 'order.reoffer' | 'order.cancel'>(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    kind: K,
    body: ServerBodies[K]
  ): Promise<unknown> {
    const actor = { type: 'support', id: sessionOf(request).person.id } as const;
    const command = { kind, body, actor, at: clock.now() } as ServerCommand;
    const result = await deps.orderWork.writer.apply(id, command);
    if (result.outcome === 'applied') return reply.code(202).send({ id });
    if (result.code === 'order.unknown') return refuse(reply, 'request.unknown');
    return reply.code(409).send({ error: result.code, requestId: request.id });
  }
};
