import { isStaffOf } from '#domain/staff/staff-role.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Order } from '#domain/order/order.ts';
import type { Deps, RegisterRoutes } from '../deps.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { sessionOf, signedIn } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { orderByToken } from '../orders/order-by-token.ts';
import { invoiceFileName, invoiceForOrder } from './invoice-for-order.ts';

const LOOKS_A_MINUTE = 30;
const BUSY_RETRY_S = 3;
const tags = ['billing'];
const byToken = z.object({ token: z.string().check(z.maxLength(100)) });
const byOrder = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/)) });

/**
 * The invoice as a PDF: for whoever has the order's link, for the provider who did it, and for
 * support.
 */
export const registerInvoiceRoutes: RegisterRoutes = (app, deps) => {
  const onRequest = addressLimit(deps.clock, LOOKS_A_MINUTE);

  app.get(
    '/api/o/:token/invoice.pdf',
    { onRequest, schema: { tags, params: byToken, summary: 'The invoice, for the customer' } },
    async (request, reply) =>
      answer(deps, request, reply, await orderByToken(deps.store, request.params.token))
  );
  app.get(
    '/api/orders/:id/invoice.pdf',
    {
      preHandler: signedIn,
      config: { audit: 'invoice.read' },
      schema: { tags, params: byOrder, summary: 'The invoice, for its provider and for support' }
    },
    async (request, reply) => {
      const { person } = sessionOf(request);
      const order = await deps.store.orders.get(request.params.id);
      const isTheirs =
        isStaffOf(person.role, 'support', 'finance') || order?.job.provider?.id === person.id;
      return answer(deps, request, reply, isTheirs ? order : undefined);
    }
  );
};

/** Not there, not yet and not yours answer alike. */
async function answer(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  order: Order | undefined
): Promise<unknown> {
  const invoice = order && (await invoiceForOrder(deps.store, order._id));
  if (!invoice) return refuse(reply, 'request.unknown');
  const tag = `"${invoice.number}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const content = await deps.invoiceFiles.contentOf(invoice);
  if (!content) return refuse(reply, 'server.busy', { retryAfterS: BUSY_RETRY_S });
  const name = invoiceFileName(invoice);
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}"`)
    .send(content);
}
