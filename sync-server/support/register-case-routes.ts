import * as z from 'zod/mini';
import { FEE_PAYERS, SETTLE_WAYS } from '#domain/billing/settle-visit.ts';
import { neededWords } from '#domain/text/text-schema.ts';
import { closeCase } from '../cases/close-case.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { listCases, readCase } from './cases.ts';
import { settleCase } from './settle-case.ts';

const params = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,199}$/)) });
const listQuery = z.object({
  state: z._default(z.enum(['open', 'closed']), 'open'),
  page: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000)), 0)
});
const closeBody = z.strictObject({
  note: neededWords('words')
});
const settleBody = z.strictObject({
  way: z.enum(SETTLE_WAYS),
  payer: z.enum(FEE_PAYERS),
  reason: neededWords('words')
});
const tags = ['support'];

/** Staff only. Lists are small on purpose: what support does not see today, nobody sees. */
export const registerCaseRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;
  const { writer } = deps.orderWork;
  const preHandler = supportOnly;

  app.get(
    '/api/support/cases',
    { preHandler, schema: { tags, querystring: listQuery, summary: 'Cases' } },
    async ({ query }) => ({
      at: clock.now(),
      ...(await listCases(store, query.state, query.page))
    })
  );
  app.get(
    '/api/support/cases/:id',
    {
      preHandler,
      config: { audit: 'case.read' },
      schema: { tags, params, summary: 'One case with both versions' }
    },
    async (request, reply) =>
      (await readCase(store, request.params.id, clock.now())) ?? refuse(reply, 'request.unknown')
  );
  app.post(
    '/api/support/cases/:id/close',
    {
      preHandler,
      config: { audit: 'case.close' },
      schema: { tags, params, body: closeBody, summary: 'Closes a case' }
    },
    async (request, reply) => {
      const { id } = request.params;
      const closing = { at: clock.now(), by: sessionOf(request).person, note: request.body.note };
      await closeCase({ store, writer }, id, closing);
      return (await readCase(store, id, clock.now())) ?? refuse(reply, 'request.unknown');
    }
  );
  app.post(
    '/api/support/cases/:id/settle',
    {
      preHandler,
      config: { audit: 'case.settle' },
      schema: { tags, params, body: settleBody, summary: 'Settles the held visit of a case (R15)' }
    },
    async (request, reply) => {
      const { id } = request.params;
      const settling = { at: clock.now(), by: sessionOf(request).person, ...request.body };
      const code = await settleCase({ store, writer }, id, settling);
      if (code === 'order.unknown') return refuse(reply, 'request.unknown');
      if (code) return reply.code(409).send({ error: code, requestId: request.id });
      return (await readCase(store, id, clock.now())) ?? refuse(reply, 'request.unknown');
    }
  );
};
