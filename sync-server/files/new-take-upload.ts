import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACTION_LIMITS } from '#domain/policy/policy.ts';
import type { ApiCode } from '#domain/protocol/api-code.ts';
import type { Clock } from '../clock.ts';
import { providerOf, sessionOf } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import type { Store } from '../store/store.ts';
import type { FileQuota, Reservation } from './file-quota.ts';
import { findFileRecord, keepFileRecord } from './file-record.ts';
import type { Appended, FileStore } from './file-store.ts';
import { newUploadTurns } from './upload-turns.ts';

const BUSY_RETRY_S = 5;
const MOST_BYTES = ACTION_LIMITS.photoBytes;

const REFUSALS: Record<Exclude<Appended['state'], 'more' | 'complete'>, ApiCode> = {
  badOffset: 'file.badOffset',
  tooLarge: 'request.tooLarge',
  notAnImage: 'file.notAnImage',
  badHash: 'file.badHash'
};

interface TakeUploadDeps {
  store: Pick<Store, 'people'>;
  clock: Clock;
  files: FileStore;
  quota: FileQuota;
}

type UploadRequest = FastifyRequest<{ Params: { sha256: string } }>;

/** Takes a file, or a piece of one, from the provider who is signed in. */
export function newTakeUpload({ store, clock, files, quota }: TakeUploadDeps) {
  const turns = newUploadTurns();

  return async function takeUpload(request: UploadRequest, reply: FastifyReply) {
    const { sha256 } = request.params;
    const owner = providerOf(request).id;
    const record = await findFileRecord(store, owner, sha256);
    if (record) return told(reply, record.size, true).code(200).send({ sha256, size: record.size });
    const sizes = readSizes(request);
    if (!sizes) return refuse(reply, 'request.invalid');
    const { length = MOST_BYTES } = sizes;
    if (length > MOST_BYTES) return refuse(reply, 'request.tooLarge');
    const turn = await turns.take(sessionOf(request).id, `${owner}/${sha256}`);
    if (!turn) return refuse(reply, 'request.tooMany', { retryAfterS: BUSY_RETRY_S });
    let reserved: Reservation | null = null;
    try {
      // Another request may have finished it while this one waited for its turn.
      const whole = await findFileRecord(store, owner, sha256);
      if (whole) return told(reply, whole.size, true).code(200).send({ sha256, size: whole.size });
      const there = await files.offset(owner, sha256);
      reserved = await quota.reserve(owner, { bytes: length, there });
      if (!reserved) return refuse(reply, 'file.quota');
      const body = bodyOf(request, turn.signal);
      const upload = { owner, sha256, ...sizes, mostBytes: MOST_BYTES, ...body };
      const appended = await files.append(upload);
      if (appended.state === 'complete') {
        const { offset: size, type } = appended;
        const storedAt = clock.now();
        await keepFileRecord(store, { provider: owner, sha256, size, mime: type!, storedAt });
        reserved.end(size);
        reserved = null;
      }
      return answer(reply, sha256, appended);
    } finally {
      reserved?.end(await files.offset(owner, sha256));
      turn.end();
    }
  };
}

function answer(reply: FastifyReply, sha256: string, appended: Appended): FastifyReply {
  const { state, offset: size } = appended;
  told(reply, size, state === 'complete');
  if (state === 'more') return reply.code(202).send({ sha256, size });
  if (state === 'complete') return reply.code(201).send({ sha256, size });
  return refuse(reply, REFUSALS[state]);
}

/** How much of a file is there, for whoever sends the rest. */
export function told(reply: FastifyReply, offset: number, isComplete: boolean): FastifyReply {
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
