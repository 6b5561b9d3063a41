import * as z from 'zod/mini';
import type { RegisterRoutes } from '../deps.ts';
import { supportOnly } from '../plugins/authentication.ts';
import { listMails } from './list-mails.ts';

const query = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 100)
});

/**
 * What was written to customers and what became of it; without a mail server also the place to read
 * it.
 */
export const registerMailRoutes: RegisterRoutes = (app, { store, clock }) => {
  app.get(
    '/api/support/mails',
    {
      preHandler: supportOnly,
      schema: { tags: ['support'], querystring: query, summary: 'Mails, the newest first' }
    },
    async (request) => {
      const mails = await listMails(store, request.query.limit);
      return {
        at: clock.now(),
        mails: mails.map((mail) => ({
          id: mail._id,
          kind: mail.kind,
          order: mail.order,
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          attachesInvoice: mail.attachesInvoice,
          state: mail.state,
          createdAt: mail.createdAt,
          sentAt: mail.sentAt,
          attempts: mail.attempts,
          lastError: mail.lastError
        }))
      };
    }
  );
};
