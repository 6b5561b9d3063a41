import * as z from 'zod/mini';
import { STARS } from '#domain/policy/policy.ts';
import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import { words } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../deps.ts';
import type { ServerCommand } from '../orders/order-writer.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { linkParams, withOrderOfLink } from './order-of-link.ts';
import { viewOfOrder } from './view-of-order.ts';

const COMMANDS_A_MINUTE = 20;
const LARGEST_BODY = 16_384;

type CustomerCommandKind =
  'order.cancel' | 'appointment.agree' | 'appointment.reject' | 'rating.give';

interface CustomerCommand<K extends CustomerCommandKind> {
  path: string;
  body: z.ZodMiniType<ServerBodies[K]>;
  summary: string;
}

const nothing = z.strictObject({});

const COMMANDS: { [K in CustomerCommandKind]: CustomerCommand<K> } = {
  'order.cancel': {
    path: 'cancel',
    body: z.strictObject({ reason: words('words') }),
    summary: 'Cancels (R27)'
  },
  'appointment.agree': {
    path: 'appointment/agree',
    body: nothing,
    summary: 'Agrees to a new time (R7)'
  },
  'appointment.reject': {
    path: 'appointment/reject',
    body: nothing,
    summary: 'Keeps the time as it was (R7)'
  },
  'rating.give': {
    path: 'rating',
    body: z.strictObject({
      stars: z.int().check(z.minimum(STARS.least), z.maximum(STARS.most)),
      words: words('words')
    }),
    summary: 'Rates the visit, once (R16)'
  }
};

/** What a customer can do with the link of their order. */
export const registerCustomerCommands: RegisterRoutes = (app, deps) => {
  const onRequest = addressLimit(deps.clock, COMMANDS_A_MINUTE);
  const tags = ['tracking'];

  for (const [kind, { path, body, summary }] of Object.entries(COMMANDS)) {
    const schema = { tags, params: linkParams, body, summary };
    app.post(
      `/api/o/:token/${path}`,
      { bodyLimit: LARGEST_BODY, onRequest, schema },
      (request, reply) =>
        withOrderOfLink(deps.store, request, reply, async (order) => {
          const actor = { type: 'customer' } as const;
          const said = { kind, body: request.body, actor, at: deps.clock.now() };
          const result = await deps.orderWork.writer.apply(order._id, said as ServerCommand);
          if (result.outcome === 'applied') return viewOfOrder(deps, result.order);
          return reply.code(409).send({ error: result.code, requestId: request.id });
        })
    );
  }
};
