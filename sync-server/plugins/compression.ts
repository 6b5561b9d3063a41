import { promisify } from 'node:util';
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type BrotliCompress,
  type Gzip
} from 'node:zlib';
import negotiate from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from './http-app.ts';

export type Encoding = 'br' | 'gzip';
const ENCODINGS: Encoding[] = ['br', 'gzip'];

/** Below this an answer fits into one packet anyway. */
const WORTH_IT_BYTES = 1_024;
/** Answers are written once each: a higher level costs more time here than it saves on the line. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** What the client takes; null: only the text as it is. */
export function acceptedEncoding({ headers }: FastifyRequest): Encoding | null {
  return negotiate(String(headers['accept-encoding'] ?? ''), ENCODINGS) as Encoding | null;
}

export function compressed(content: string | Buffer, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? promisify(brotliCompress)(content, BROTLI) : promisify(gzip)(content);
}

export function compressor(encoding: Encoding): BrotliCompress | Gzip {
  return encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip();
}

/** The same address answers other bytes to other clients: caches in between must know. */
export function varyByEncoding(reply: FastifyReply): void {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary ? `${String(vary)}, accept-encoding` : 'accept-encoding');
}

/**
 * Every JSON answer that is long enough. Another site learns nothing from its length: who is signed
 * in is told by a header or a cookie that no other site's request carries.
 */
export function registerCompression(app: HttpApp): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT_BYTES) return payload;
    if (!/^application\/json\b/.test(String(reply.getHeader('content-type')))) return payload;
    varyByEncoding(reply);
    const encoding = acceptedEncoding(request);
    if (!encoding) return payload;
    reply.header('content-encoding', encoding).removeHeader('content-length');
    return compressed(payload, encoding);
  });
}
