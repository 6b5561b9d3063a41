import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import type { RegisterRoutes } from '../deps.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { refuse } from '../plugins/error-reply.ts';
import { newConnectionCount } from './connection-count.ts';
import { openEventStream } from './event-stream.ts';
import { orderByToken } from '../orders/order-by-token.ts';
import { findStatement } from './signed-statement.ts';
import { viewOfOrder } from './view-of-order.ts';
import { watchOrder } from './watch-order.ts';
import type { ServerCommand } from '../orders/order-writer.ts';

/** Guessing at 128 random bits is hopeless anyway; this keeps the noise down. */
const LOOKS_A_MINUTE = 120;
const COMMANDS_A_MINUTE = 20;
const STREAMS_PER_ADDRESS = 12;
const STREAMS_IN_ALL = 5_000;
const RETRY_AFTER_S = 30;

type CustomerCommandKind =
  'order.cancel' | 'appointment.agree' | 'appointment.reject' | 'rating.give';

const params = z.object({ token: z.string().check(z.maxLength(100)) });
const hashParams = z.object({ hash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
const words = z.string().check(z.trim(), z.maxLength(2_000));
const tags = ['tracking'];

/** What opens with an order's link. Whoever has the link is the customer; there is no account. */
export const registerTrackingRoutes: RegisterRoutes = (app, deps) => {
  const looks = addressLimit(deps.clock, LOOKS_A_MINUTE);
  const commands = addressLimit(deps.clock, COMMANDS_A_MINUTE);
  const streams = newConnectionCount(STREAMS_PER_ADDRESS, STREAMS_IN_ALL);

  async function found(
    request: FastifyRequest,
    reply: FastifyReply,
    use: (order: Order) => unknown
  ): Promise<unknown> {
    const { token } = request.params as z.infer<typeof params>;
    const order = await orderByToken(deps.store, token);
    return order ? use(order) : refuse(reply, 'request.unknown');
  }

  app.get(
    '/api/o/:token',
    {
      onRequest: looks,
      schema: { tags, params, summary: 'Where an order stands, for the customer' }
    },
    (request, reply) => found(request, reply, (order) => viewOfOrder(deps, order))
  );

  app.get(
    '/api/o/:token/events',
    {
      onRequest: looks,
      schema: { tags, params, summary: 'The same as server-sent events (`view`, `beat`)' }
    },
    (request, reply) =>
      found(request, reply, async (order) => {
        if (!streams.enter(request.ip)) {
          return refuse(reply, 'request.tooMany', { retryAfterS: RETRY_AFTER_S });
        }
        const stream = openEventStream(reply, deps);
        stream.onEnd(() => streams.leave(request.ip));
        await watchOrder(deps, order._id, stream);
      })
  );

  app.get(
    '/api/statements/:hash',
    {
      onRequest: looks,
      schema: {
        tags,
        params: hashParams,
        querystring: z.object({ token: z.optional(z.string().check(z.maxLength(100))) }),
        summary: 'Whether a signed statement is the one that the platform has'
      }
    },
    (request) => findStatement(deps.store, request.params.hash, request.query.token)
  );

  function command<K extends CustomerCommandKind, Body extends z.ZodMiniType<ServerBodies[K]>>(
    path: string,
    kind: K,
    body: Body,
    summary: string
  ): void {
    app.post(
      `/api/o/:token/${path}`,
      {
        bodyLimit: 16_384,
        onRequest: commands,
        schema: { tags, params, body, summary }
      },
      (request, reply) =>
        found(request, reply, async (order) => {
          const said = request.body as ServerBodies[K];
          const actor = { type: 'customer' } as const;
          const command = { kind, body: said, actor, at: deps.clock.now() } as ServerCommand;
          const result = await deps.orderWork.writer.apply(order._id, command);
          if (result.outcome === 'applied') return viewOfOrder(deps, result.order);
          return reply.code(409).send({ error: result.code, requestId: request.id });
        })
    );
  }

  const nothing = z.strictObject({});
  command('cancel', 'order.cancel', z.strictObject({ reason: words }), 'Cancels (R27)');
  command('appointment/agree', 'appointment.agree', nothing, 'Agrees to a new time (R7)');
  command('appointment/reject', 'appointment.reject', nothing, 'Keeps the time as it was (R7)');
  const rating = z.strictObject({ stars: z.int().check(z.minimum(1), z.maximum(5)), words });
  command('rating', 'rating.give', rating, 'Rates the visit, once (R16)');
};
