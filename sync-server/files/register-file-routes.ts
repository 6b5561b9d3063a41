import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import * as z from 'zod/mini';
import type { Deps } from '../deps.ts';
import { providerOf, providersOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import { findFileRecord, keepFileRecord } from './file-record.ts';
import { openFileStore, type Appended } from './file-store.ts';
import { newFileQuota } from './file-quota.ts';
import { mayRead } from './may-read.ts';
import { newUploadTurns } from './upload-turns.ts';
import type { HttpApp } from '../plugins/http-app.ts';

/** As much as `photo.add` lets a photo be. */
export const MOST_BYTES = 20_000_000;
const params = z.object({ sha256: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });
type Params = z.infer<typeof params>;

const REFUSALS: Record<Exclude<Appended['state'], 'more' | 'complete'>, ApiCode> = {
  badOffset: 'file.badOffset',
  tooLarge: 'request.tooLarge',
  notAnImage: 'file.notAnImage',
  badHash: 'file.badHash'
};

/**
 * Photos (PROTOCOL.md, "Files"): `HEAD` tells how much is there (`Upload-Offset`), `PUT` sends the rest from an
 * offset on. `Upload-Length` is the whole file's size; without it the file ends with the request.
 */
export async function registerFileRoutes(app: HttpApp, deps: Deps): Promise<void> {
  const { store, clock, config } = deps;
  const files = openFileStore(config.filesDir);
  const quota = newFileQuota(store, config.filesQuotaMb * 1_000_000);
  const turns = newUploadTurns();
  const url = '/api/files/:sha256';
  const tags = ['files'];

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
        handler: (request, reply) => upload(request, reply)
      });
    }

    scope.get<{ Params: Params; Querystring: { order?: string } }>(
      url,
      {
        schema: {
          params,
          tags,
          summary: 'A file: for whoever sent it, support, or with an order’s token',
          querystring: z.object({ order: z.optional(z.string()) })
        }
      },
      async (request, reply) => {
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
    );
  });

  async function upload(request: FastifyRequest<{ Params: Params }>, reply: FastifyReply) {
    const { sha256 } = request.params;
    const owner = providerOf(request).id;
    const record = await findFileRecord(store, owner, sha256);
    if (record) return told(reply, record.size, true).code(200).send({ sha256, size: record.size });
    const asked = readSizes(request);
    if (!asked) return refuse(reply, 'request.invalid');
    const { offset, length } = asked;
    if ((length ?? 0) > MOST_BYTES) return refuse(reply, 'request.tooLarge');
    if (!(await quota.hasRoom(owner, length ?? MOST_BYTES))) return refuse(reply, 'file.quota');

    const turn = await turns.take(`${owner}/${sha256}`);
    try {
      const appended = await files.append({
        owner,
        sha256,
        offset,
        length,
        mostBytes: MOST_BYTES,
        ...bodyOf(request, turn.signal)
      });
      told(reply, appended.offset, appended.state === 'complete');
      if (appended.state === 'more') return reply.code(202).send({ sha256, size: appended.offset });
      if (appended.state !== 'complete') return refuse(reply, REFUSALS[appended.state]);
      const size = appended.offset;
      const mime = appended.type!;
      await keepFileRecord(store, { provider: owner, sha256, size, mime, storedAt: clock.now() });
      quota.add(owner, size);
      return reply.code(201).send({ sha256, size });
    } finally {
      turn.end();
    }
  }
}

function told(reply: FastifyReply, offset: number, isComplete: boolean): FastifyReply {
  return reply.headers({
    'upload-offset': String(offset),
    'upload-complete': isComplete ? '?1' : '?0'
  });
}

/** Offset of this piece and size of the whole; undefined where they are no sizes or do not fit. */
function readSizes({
  headers
}: FastifyRequest): { offset: number; length: number | undefined } | undefined {
  const [offset = 0, length, piece] = [
    headers['upload-offset'],
    headers['upload-length'],
    headers['content-length']
  ].map((text) => (text === undefined ? undefined : /^\d{1,12}$/.test(`${text}`) ? +text : NaN));
  if ([offset, length, piece].some(Number.isNaN)) return undefined;
  const whole = length ?? (piece === undefined ? undefined : offset + piece);
  if (whole !== undefined && whole < offset + (piece ?? 0)) return undefined;
  return { offset, length: whole };
}

/** A line that breaks ends the body early; what came before it is kept. */
function bodyOf(request: FastifyRequest, signal: AbortSignal) {
  const stream = request.body as (NodeJS.ReadableStream & AsyncIterable<Buffer>) | undefined;
  let isCut = false;
  signal.addEventListener('abort', () => request.raw.destroy(), { once: true });
  async function* body(): AsyncGenerator<Buffer> {
    try {
      if (stream) yield* stream;
    } catch {
      isCut = true;
    }
  }
  return { body: body(), wasCut: () => isCut };
}
