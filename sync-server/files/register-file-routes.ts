import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { Deps } from '../deps.ts';
import { providerOf, providersOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { findFileRecord } from './file-record.ts';
import { openFileStore, type FileStore } from './file-store.ts';
import { newFileQuota } from './file-quota.ts';
import { mayRead } from './may-read.ts';
import { newTakeUpload, told } from './new-take-upload.ts';
import type { Store } from '../store/store.ts';
import type { HttpApp } from '../plugins/http-app.ts';

const params = z.object({ sha256: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
const url = '/api/files/:sha256';
const tags = ['files'];
/** A device that was without a connection for so long begins the picture anew. */
const UNFINISHED_KEPT_MS = 7 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 6 * 3_600_000;
type Params = z.infer<typeof params>;

/**
 * Photos (PROTOCOL.md, "Files"): `HEAD` tells how much is there (`Upload-Offset`), `PUT` sends the
 * rest from an offset on. `Upload-Length` is the whole file's size; without it the file ends with
 * the request.
 */
export async function registerFileRoutes(app: HttpApp, deps: Deps): Promise<void> {
  const { store, clock, config } = deps;
  const files = openFileStore(config.filesDir);
  const quota = newFileQuota(store, files, config.filesQuotaMb * 1_000_000);
  const takeUpload = newTakeUpload({ store, clock, files, quota });

  const sweep = async () => {
    // By the disk's own clock, which has dated them.
    await files.dropUnfinished(Date.now() - UNFINISHED_KEPT_MS);
    quota.forget();
  };
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MS).unref();
  app.addHook('onReady', sweep);
  app.addHook('onClose', async () => clearInterval(sweeping));

  await app.register(async (scope) => {
    // The body stays a stream: it goes to the disk as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.head<{ Params: Params }>(
      url,
      {
        preHandler: providersOnly,
        schema: { params, tags, summary: 'How much of a file is there' }
      },
      async (request, reply) => {
        const { sha256 } = request.params;
        const { id } = providerOf(request);
        const record = await findFileRecord(store, id, sha256);
        const offset = record?.size ?? (await files.offset(id, sha256));
        return told(reply, offset, record !== undefined)
          .code(200)
          .send();
      }
    );

    for (const method of ['PUT', 'PATCH'] as const) {
      scope.route<{ Params: Params }>({
        method,
        url,
        preHandler: providersOnly,
        schema: { params, tags, summary: 'Sends a file, or the rest of it' },
        handler: takeUpload
      });
    }

    registerRead(scope, { store, files });
  });
}

function registerRead(scope: FastifyInstance, parts: { store: Store; files: FileStore }): void {
  scope.get<{ Params: Params; Querystring: { order?: string } }>(
    url,
    {
      config: { audit: 'photo.read' },
      schema: {
        params,
        tags,
        summary: 'A file: for whoever sent it, support, or with an order’s token',
        querystring: z.object({ order: z.optional(z.string()) })
      }
    },
    (request, reply) => sendFile(request, reply, parts)
  );
}

async function sendFile(
  request: FastifyRequest<{ Params: Params; Querystring: { order?: string } }>,
  reply: FastifyReply,
  { store, files }: { store: Store; files: FileStore }
): Promise<FastifyReply> {
  const { sha256 } = request.params;
  const isAllowed = await mayRead(store, request.session, sha256, request.query.order);
  const file = isAllowed ? await files.find(sha256) : undefined;
  if (!file) return refuse(reply, 'request.unknown');
  return reply
    .type(file.type)
    .headers({
      'content-length': String(file.size),
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${sha256}"`
    })
    .send(file.read());
}
