import * as z from 'zod/mini';
import type { AuditEntry } from '../audit/audit-log.ts';
import type { RegisterRoutes } from '../deps.ts';
import { staffOnly } from '../plugins/authentication.ts';

const PAGE = 100;
const query = z.object({
  /** Number of an entry: those before it. */
  before: z.optional(z.pipe(z.string().check(z.regex(/^\d{1,12}$/)), z.transform(Number)))
});
const tags = ['staff'];

export const registerAuditRoutes: RegisterRoutes = (app, { audit, clock }) => {
  const preHandler = staffOnly('owner');
  app.get(
    '/api/audit',
    { preHandler, schema: { tags, querystring: query, summary: 'Who saw or changed what' } },
    async (request) => {
      const { before } = request.query;
      const entries = await audit.read({ limit: PAGE, ...(before !== undefined && { before }) });
      return { at: clock.now(), entries: entries.map(shown) };
    }
  );
  app.get(
    '/api/audit/export',
    { preHandler, schema: { tags, summary: 'All of it, one entry a line (JSON)' } },
    async (_request, reply) => {
      const entries = [];
      let before: number | undefined;
      do {
        const page = await audit.read({ limit: PAGE, ...(before !== undefined && { before }) });
        entries.push(...page);
        before = page.at(-1)?.number;
      } while (before !== undefined && before > 1);
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.ndjson"')
        .send(
          entries
            .reverse()
            .map((entry) => `${JSON.stringify(shown(entry))}\n`)
            .join('')
        );
    }
  );
};

function shown({ _id, _rev, type: _type, ...entry }: AuditEntry & { _rev?: string }) {
  return entry;
}
