import * as z from 'zod/mini';
import { isHandle } from '#domain/profile/public-page.ts';
import type { RegisterRoutes } from '../deps.ts';
import { findFileRecord } from '../files/file-record.ts';
import { openFileStore } from '../files/file-store.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { providerOf, providersOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { handleOf, providerOfPage, readPublicPage } from './public-pages.ts';

/** People read a few pages; a script that tries addresses does not get far. */
const PAGES_A_MINUTE = 60;
const params = z.object({ handle: z.string().check(z.refine(isHandle)) });
const tags = ['booking'];

/** A helper's own page, for whoever has its address (R2). */
export const registerPublicPages: RegisterRoutes = (app, deps) => {
  const { store, clock, config } = deps;
  const files = openFileStore(config.filesDir);
  const onRequest = addressLimit(clock, PAGES_A_MINUTE);

  app.get(
    '/api/p/:handle',
    { onRequest, schema: { tags, params, summary: 'A helper’s public page' } },
    async (request, reply) => {
      const page = await readPublicPage(deps, request.params.handle, clock.now());
      return page ?? refuse(reply, 'request.unknown');
    }
  );
  app.get(
    '/api/p/:handle/photo',
    { onRequest, schema: { tags, params, summary: 'The photo on it' } },
    async (request, reply) => {
      const provider = await providerOfPage(store, request.params.handle);
      const photo = provider?.photo;
      // Named by a device, which may name what it has not: only what they handed in themselves.
      const record = photo ? await findFileRecord(store, provider.id, photo) : undefined;
      const file = record && (await files.find(record.sha256));
      if (!file) return refuse(reply, 'request.unknown');
      return reply
        .type(file.type)
        .headers({
          'content-length': String(file.size),
          'cache-control': 'public, max-age=300',
          etag: `"${record.sha256}"`
        })
        .send(file.read());
    }
  );
  app.post(
    '/api/own-page',
    {
      preHandler: providersOnly,
      schema: { tags, summary: 'The address of one’s own page, made where there is none' }
    },
    async (request, reply) => {
      const handle = await handleOf(store, providerOf(request).id);
      return handle ? { handle } : refuse(reply, 'request.unknown');
    }
  );
};
