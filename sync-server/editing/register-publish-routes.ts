// From drafts, files and price lists to what customers see.
import * as z from 'zod/mini';
import { itemsOf } from '#domain/catalog/catalog-changes.ts';
import { CATALOG_KINDS } from '#domain/catalog/catalog-kind.ts';
import { CATALOG_FORMAT, type CatalogFile } from '#domain/catalog/catalog-file.ts';
import { faultPlace, readCatalogFile, type CatalogFault } from '#domain/catalog/catalog-fault.ts';
import { readPriceList, writePriceList } from '#domain/catalog/price-list.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { exampleCatalog } from '../catalog/example-catalog.ts';
import type { CatalogItem } from '../catalog/publish-catalog.ts';
import { publishedFile, readPublished } from '../catalog/published.ts';
import type { RegisterRoutes } from '../deps.ts';
import { sessionOf, staffOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { readDraft, type Draft, type Editor } from './draft.ts';
import { importCatalog, type Imported } from './import-catalog.ts';
import { asFile, faultsOf, publishDrafts, type PublishedDrafts } from './publish-drafts.ts';
import { itemParams } from './register-catalog-routes.ts';
import type { Stored } from '../store/stored-document.ts';

const why = z.optional(z.string().check(z.maxLength(2_000)));
/** Some hundreds of packages in all languages. */
const LARGEST_FILE = 12_000_000;
const YEAR_MS = 365 * 24 * 3_600_000;
const item = z.object({
  ...{ kind: z.enum(CATALOG_KINDS), id: z.string().check(z.maxLength(60)) },
  rev: z.string().check(z.maxLength(80))
});
const publishBody = z.object({
  items: z.array(item).check(z.minLength(1), z.maxLength(500)),
  /** Server time; else at once. */
  at: z.optional(z.int()),
  why
});
const importBody = z.object({
  file: z.unknown(),
  dryRun: z.optional(z.boolean()),
  isWhole: z.optional(z.boolean()),
  why
});
const pricesBody = z.object({
  text: z.string().check(z.maxLength(2_000_000)),
  dryRun: z.optional(z.boolean()),
  why
});
const activeBody = z.object({ active: z.boolean(), why });
const tags = ['catalogue'];

export const registerPublishRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, audit } = deps;
  const preHandler = staffOnly('catalog');

  app.post(
    '/api/catalog/publish',
    { preHandler, schema: { tags, body: publishBody, summary: 'Publishes drafts, now or later' } },
    async (request, reply) => {
      const { items, at, why: reason = '' } = request.body;
      const now = clock.now();
      if (at !== undefined && at > now + YEAR_MS) return refuse(reply, 'request.invalid');
      const drafts: Stored<Draft>[] = [];
      for (const { rev, ...named } of items) {
        const draft = await readDraft(store, named);
        if (!draft) return refuse(reply, 'request.unknown');
        if (draft._rev !== rev) return refuse(reply, 'document.conflict');
        drafts.push(draft);
      }
      const wish = { by: editorOf(request), why: reason };
      if (at === undefined || at <= now) {
        return answer(reply, await publishDrafts(deps, drafts, { ...wish, at: now }));
      }
      const faults = drafts.flatMap(faultsOf);
      if (faults.length > 0) return refuseFaults(reply, faults);
      for (const draft of drafts) {
        const put = await store.editing.put<Draft>({ ...draft, publish: { ...wish, at } });
        if (!put.ok) return refuse(reply, 'document.conflict');
        const about = `${draft.kind}:${draft.id}`;
        await audit.write({ ...wish, what: 'catalog.schedule', about, after: { at } });
      }
      return { publishedAt: at };
    }
  );

  app.post(
    '/api/catalog/items/:kind/:id/active',
    {
      preHandler,
      schema: { tags, params: itemParams, body: activeBody, summary: 'Withdraws, or offers again' }
    },
    async (request, reply) => {
      const { kind, id } = request.params;
      const seen = await readPublished(store);
      const items: Stored<CatalogItem>[] = kind === 'package' ? seen.packages : seen.products;
      const current = items.find((each) => each.id === id);
      if (!current) return refuse(reply, 'request.unknown');
      const { active, why: reason = '' } = request.body;
      const changed = { ...asFile(current), active };
      const file: CatalogFile = { format: CATALOG_FORMAT, packages: [], products: [] };
      itemsOf(file, kind).push(changed);
      const made = { file, dryRun: false, isWhole: false, why: reason, seen };
      const by = editorOf(request);
      return imported(reply, await importCatalog(deps, { ...made, by, at: clock.now() }));
    }
  );

  app.post(
    '/api/catalog/import',
    {
      preHandler,
      bodyLimit: LARGEST_FILE,
      schema: {
        tags,
        body: importBody,
        summary: 'A catalogue file: what it changes, or changes it'
      }
    },
    async (request, reply) => {
      const { file, dryRun = false, isWhole = false, why: reason = '' } = request.body;
      const read = readCatalogFile(file);
      if (!read.ok) return refuseFaults(reply, read.faults);
      const by = editorOf(request);
      const made = { file: read.file, dryRun, isWhole, by, at: clock.now(), why: reason };
      return imported(reply, await importCatalog(deps, made));
    }
  );
  app.get(
    '/api/catalog/file',
    { preHandler, schema: { tags, summary: 'What is published, as a file' } },
    async (_request, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="catalog.json"')
        .send(publishedFile(await readPublished(store)))
  );
  app.get(
    '/api/catalog/example',
    { preHandler, schema: { tags, summary: 'A catalogue to start from' } },
    async () => exampleCatalog()
  );

  app.get(
    '/api/catalog/prices.csv',
    { preHandler, schema: { tags, summary: 'All prices, for a spreadsheet' } },
    async (_request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="prices.csv"')
        .send(writePriceList(publishedFile(await readPublished(store))))
  );
  app.post(
    '/api/catalog/prices',
    {
      preHandler,
      bodyLimit: 3_000_000,
      schema: { tags, body: pricesBody, summary: 'Takes prices' }
    },
    async (request, reply) => {
      const { text, dryRun = false, why: reason = '' } = request.body;
      const seen = await readPublished(store);
      const read = readPriceList(text, publishedFile(seen));
      if (!read.ok) return refuseFaults(reply, read.faults);
      const made = { file: read.file, dryRun, isWhole: false, why: reason, seen };
      const by = editorOf(request);
      return imported(reply, await importCatalog(deps, { ...made, by, at: clock.now() }));
    }
  );
};

function editorOf(request: FastifyRequest): Editor {
  const { id, name, role } = sessionOf(request).person;
  return { id, name, role };
}

function answer(reply: FastifyReply, published: PublishedDrafts) {
  if (published.ok) return { publishedAt: null };
  if (published.why === 'faults') return refuseFaults(reply, published.faults);
  return refuse(reply, 'document.conflict');
}

function imported(reply: FastifyReply, taken: Imported) {
  return taken.ok ? taken.changes : refuse(reply, 'document.conflict');
}

function refuseFaults(reply: FastifyReply, faults: readonly CatalogFault[]) {
  const fields = faults.map((fault) => ({
    path: faultPlace(fault),
    message: fault.takes,
    ...(fault.over !== undefined && { over: fault.over })
  }));
  return refuse(reply, 'request.invalid', { fields });
}
