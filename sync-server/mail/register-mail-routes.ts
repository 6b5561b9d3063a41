import * as z from 'zod/mini';
import { MAIL_STATES } from '#domain/order/views/mail-view.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { MAILS_A_PAGE, pageOfMails, readMail } from './list-mails.ts';

const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,299}$/));
const query = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), MAILS_A_PAGE),
  page: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000)), 0),
  state: z.optional(z.enum(MAIL_STATES)),
  order: z.optional(id)
});
const tags = ['support'];

/**
 * What was written to customers and what became of it; without a mail server also the place to read
 * it.
 */
export const registerMailRoutes: RegisterRoutes = (app, { store, clock }) => {
  const preHandler = supportOnly;

  app.get(
    '/api/support/mails',
    { preHandler, schema: { tags, querystring: query, summary: 'Mails, the newest first' } },
    async ({ query }) => ({ at: clock.now(), ...(await pageOfMails(store, query)) })
  );
  app.get(
    '/api/support/mails/:id',
    {
      preHandler,
      config: { audit: 'mail.read' },
      schema: { tags, params: z.object({ id }), summary: 'One mail' }
    },
    async (request, reply) =>
      (await readMail(store, request.params.id, sessionOf(request).person.role === 'owner')) ??
      refuse(reply, 'request.unknown')
  );
};
