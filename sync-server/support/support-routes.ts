import * as z from 'zod/mini';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { withDueAt } from '#domain/order/advance-order.ts';
import type { Deed } from '#domain/order/deed.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { orderTopic } from '../tracking/order-feed.ts';
import { closeCase, listCases, readCase } from './cases.ts';
import { listWaitingOrders, readWaitingOrder } from './waiting-orders.ts';

const params = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}$/)) });
const listQuery = z.object({ state: z._default(z.enum(['open', 'closed']), 'open') });
const closeBody = z.strictObject({
  note: z.string().check(z.trim(), z.minLength(1), z.maxLength(2_000))
});
const guarded = { tags: ['support'] };

/** Staff only. Lists are small on purpose: what support does not see today, nobody sees. */
export const registerSupportRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;
  const preHandler = supportOnly;

  app.get(
    '/api/support/cases',
    { preHandler, schema: { ...guarded, querystring: listQuery, summary: 'Cases' } },
    async (request) => ({ at: clock.now(), cases: await listCases(store, request.query.state) })
  );
  app.get(
    '/api/support/cases/:id',
    { preHandler, schema: { ...guarded, params, summary: 'One case with both versions' } },
    async (request, reply) =>
      (await readCase(store, request.params.id)) ?? refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/cases/:id/close',
    { preHandler, schema: { ...guarded, params, body: closeBody, summary: 'Closes a case' } },
    async (request, reply) => {
      const by = sessionOf(request).person.name;
      const closed = { at: clock.now(), by, note: request.body.note };
      await closeCase(store, request.params.id, closed);
      return (await readCase(store, request.params.id)) ?? refuse(reply, 'request.unknown');
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
      (await readWaitingOrder(store, request.params.id)) ?? refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/orders/:id/reoffer',
    { preHandler, schema: { ...guarded, params, summary: 'Sends an order out again' } },
    async (request, reply) => {
      const { id } = request.params;
      const code = await reoffer(deps, id, sessionOf(request).person.id);
      if (code === 'order.unknown') return refuse(reply, 'request.unknown');
      if (code) return reply.code(409).send({ error: code, requestId: request.id });
      return reply.code(202).send({ id });
    }
  );
};

/** Null: it is requested again, and dispatch takes it up. */
async function reoffer(
  { store, clock, events }: Deps,
  id: string,
  by: string
): Promise<Code | null> {
  const at = clock.now();
  let refusal: Code | null = 'order.unknown';
  await store.orders.update(id, (order) => {
    if (order?.type !== 'order') return undefined;
    const actor = { type: 'support', id: by } as const;
    const deed: Deed = { id: `order.reoffer:${at}`, kind: 'order.reoffer', body: {}, actor, at };
    const catalog = { packageAt: () => undefined, productAt: () => undefined };
    const decision = applyToOrder(order, deed, { catalog });
    refusal = decision.outcome === 'applied' ? null : decision.code;
    if (decision.outcome !== 'applied') return undefined;
    return withDueAt({ ...decision.next, generation: order.generation + 1 });
  });
  if (!refusal) events.publish(orderTopic(id));
  return refusal;
}
