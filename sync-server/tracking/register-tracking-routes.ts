import * as z from 'zod/mini';
import type { RegisterRoutes } from '../deps.ts';
import { addressBlock } from '../plugins/address-block.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { refuse } from '../plugins/error-reply.ts';
import { newConnectionCount } from '../plugins/connection-count.ts';
import { openEventStream } from './event-stream.ts';
import { linkParams, withOrderOfLink } from './order-of-link.ts';
import { findStatement } from './signed-statement.ts';
import { viewOfOrder } from './view-of-order.ts';
import { watchOrder } from './watch-order.ts';

/** Guessing at 128 random bits is hopeless anyway; this keeps the noise down. */
const LOOKS_A_MINUTE = 120;
const STREAMS_PER_ADDRESS = 12;
const STREAMS_IN_ALL = 5_000;
const RETRY_AFTER_S = 30;

const hashParams = z.object({ hash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
const statementQuery = z.object({ token: z.optional(z.string().check(z.maxLength(100))) });
const tags = ['tracking'];

/** What opens with an order's link. Whoever has the link is the customer; there is no account. */
export const registerTrackingRoutes: RegisterRoutes = (app, deps) => {
  const onRequest = addressLimit(deps.clock, LOOKS_A_MINUTE);
  const streams = newConnectionCount(STREAMS_PER_ADDRESS, STREAMS_IN_ALL);
  const ofLink = (summary: string) => ({
    onRequest,
    schema: { tags, params: linkParams, summary }
  });

  app.get('/api/o/:token', ofLink('Where an order stands, for the customer'), (request, reply) =>
    withOrderOfLink(deps.store, request, reply, (order) => viewOfOrder(deps, order))
  );

  app.get(
    '/api/o/:token/events',
    // A HEAD would hold a stream that nobody can read.
    { ...ofLink('The same as server-sent events (`view`, `beat`)'), exposeHeadRoute: false },
    (request, reply) =>
      withOrderOfLink(deps.store, request, reply, async (order) => {
        const block = addressBlock(request.ip);
        if (!streams.enter(block)) {
          return refuse(reply, 'request.tooMany', { retryAfterS: RETRY_AFTER_S });
        }
        const stream = openEventStream(reply, deps);
        stream.onEnd(() => streams.leave(block));
        await watchOrder(deps, order._id, stream);
      })
  );

  app.get(
    '/api/statements/:hash',
    {
      onRequest,
      schema: {
        tags,
        params: hashParams,
        querystring: statementQuery,
        summary: 'Whether a signed statement is the one that the platform has'
      }
    },
    (request) => findStatement(deps.store, request.params.hash, request.query.token)
  );
};
