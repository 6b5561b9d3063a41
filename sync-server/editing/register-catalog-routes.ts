// The catalogue for its editors: list, one item, drafts. Publishing and files are beside this.
import * as z from 'zod/mini';
import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import { CATALOG_KINDS } from '#domain/catalog/catalog-kind.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { catalogItem, catalogRows } from './catalog-list.ts';
import { dropDraft, readDraft, saveDraft } from './draft.ts';

export const itemParams = z.object({
  kind: z.enum(CATALOG_KINDS),
  id: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/))
});
const revision = z.string().check(z.maxLength(80));
/** One package as it is typed, in all languages. */
const LARGEST_DRAFT = 400_000;
const draftBody = z.object({
  rev: z.nullable(revision),
  content: z.looseObject({ id: z.string() }),
  /** Revision of what is published, as the editor has seen it; a first draft says which. */
  base: z.optional(z.nullable(revision))
});
const dropBody = z.object({ rev: revision });
const tags = ['catalogue'];

export const registerCatalogRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit } = deps;
  const preHandler = staffOnly('catalog');

  app.get(
    '/api/catalog/items',
    { preHandler, schema: { tags, summary: 'Everything, published or not' } },
    async () => ({ at: clock.now(), items: await catalogRows(store) })
  );
  app.get(
    '/api/catalog/items/:kind/:id',
    { preHandler, schema: { tags, params: itemParams, summary: 'One, with draft and history' } },
    async (request, reply) =>
      (await catalogItem(store, request.params, clock.now())) ?? refuse(reply, 'request.unknown')
  );
  app.put(
    '/api/catalog/items/:kind/:id/draft',
    {
      preHandler,
      bodyLimit: LARGEST_DRAFT,
      schema: { tags, params: itemParams, body: draftBody, summary: 'Saves what is typed' }
    },
    async (request, reply) => {
      const { rev, content, base } = request.body;
      const isFirst = rev === null;
      if (content.id !== request.params.id || (isFirst && base === undefined)) {
        return refuse(reply, 'request.invalid');
      }
      const { id, name, role } = sessionOf(request).person;
      const draft = await saveDraft(store, request.params, {
        content: content as unknown as FileItem,
        ...{ rev, base, by: { id, name, role }, at: clock.now() }
      });
      return draft ? { rev: draft._rev, at: draft.at } : refuse(reply, 'document.conflict');
    }
  );
  app.delete(
    '/api/catalog/items/:kind/:id/draft',
    {
      preHandler,
      schema: { tags, params: itemParams, body: dropBody, summary: 'Drops a draft' }
    },
    async (request, reply) => {
      const item = request.params;
      const draft = await readDraft(store, item);
      if (!draft) return refuse(reply, 'request.unknown');
      if (!(await dropDraft(store, item, request.body.rev))) {
        return refuse(reply, 'document.conflict');
      }
      const by = sessionOf(request).person;
      const about = `${item.kind}:${item.id}`;
      await audit.write({ by, what: 'catalog.drop', about, before: draft.content });
      return { dropped: item.id };
    }
  );
};
