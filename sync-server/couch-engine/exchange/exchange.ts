/** One request on its way through the engine, and how its answer is sent. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { StoredBytes } from '../storage/blob-rows.ts';
import type { Store } from '../storage/store.ts';
import type { Authentication } from './authentication.ts';
import { badRequest, CouchError } from '../errors/couch-error.ts';
import { Query } from './query.ts';

export interface Exchange {
  store: Store;
  authentication: Authentication;
  request: IncomingMessage;
  response: ServerResponse;
  /** HEAD arrives as GET; node leaves out the body by itself. */
  method: string;
  /** Decoded, without empty segments at the end. */
  path: readonly string[];
  query: Query;
  /** Name of the signed-in user; undefined for nobody or in admin-party mode. */
  user: string | undefined;
}

export interface Reply {
  status: number;
  /** JSON text, or bytes together with a content type of their own. */
  body?: string | StoredBytes;
  headers?: Record<string, string>;
}

/** Nothing means that the handler has sent its answer itself. */
export type Handler = (exchange: Exchange) => Promise<Reply | undefined> | Reply | undefined;

export function json(status: number, value: unknown, headers?: Record<string, string>): Reply {
  return { status, body: JSON.stringify(value), ...(headers && { headers }) };
}

function acceptedTypes(exchange: Exchange): string[] {
  const entries = (exchange.request.headers.accept ?? '*/*').toLowerCase().split(',');
  const welcome = entries.filter((one) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(one));
  return welcome.map((one) => one.split(';')[0]!.trim());
}

/** As CouchDB reads `Accept`: absent or a wildcard welcomes everything, also multipart. */
export function accepts(exchange: Exchange, wanted: string): boolean {
  const any = `${wanted.slice(0, wanted.indexOf('/'))}/*`;
  return acceptedTypes(exchange).some((type) => type === '*/*' || type === any || type === wanted);
}

/** Whether the client already has what the ETag names. */
export function isKnown({ request }: Exchange, etag: string): boolean {
  const given = request.headers['if-none-match'] ?? '';
  return given.split(/[,\s]+/).some((one) => one.replace(/^W\//, '') === etag);
}

export function jsonContentType(exchange: Exchange): string {
  return accepts(exchange, 'application/json') ? 'application/json' : 'text/plain; charset=utf-8';
}

export async function sendReply(exchange: Exchange, reply: Reply): Promise<void> {
  const { response } = exchange;
  if (response.headersSent || response.destroyed) return;
  const { status, body, headers } = reply;
  const text = typeof body === 'string' ? Buffer.from(`${body}\n`) : undefined;
  if (text && !headers?.['Content-Type']) {
    response.setHeader('Content-Type', jsonContentType(exchange));
    response.setHeader('Cache-Control', 'must-revalidate');
  }
  const length = text?.length ?? (body as StoredBytes | undefined)?.length ?? 0;
  if (status !== 304) response.setHeader('Content-Length', length);
  response.writeHead(status, headers);
  if (typeof body === 'object' && exchange.request.method !== 'HEAD') {
    for (const piece of body.pieces()) {
      const isDrained = response.write(piece);
      if (response.destroyed) return;
      if (!isDrained) await drained(response);
    }
  }
  response.end(text);
}

/** Sends what a long result yields, piece by piece, no faster than the client reads. */
export async function sendPieces(
  exchange: Exchange,
  pieces: AsyncIterable<string | Buffer>,
  contentType = jsonContentType(exchange),
  headers: Record<string, string> = {}
): Promise<void> {
  const { response } = exchange;
  const all = { 'Content-Type': contentType, 'Cache-Control': 'must-revalidate', ...headers };
  let buffered = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') buffered += piece;
    if (typeof piece === 'string' && buffered.length < 65536) continue;
    if (!response.headersSent) response.writeHead(200, all);
    let isDrained = buffered === '' || response.write(buffered);
    buffered = '';
    if (typeof piece !== 'string' && piece.length > 0) isDrained = response.write(piece);
    if (response.destroyed) return;
    if (!isDrained) await drained(response);
  }
  if (response.headersSent) response.end(`${buffered}\n`);
  else await sendReply(exchange, { status: 200, body: buffered, headers: all });
}

export function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}

export async function readBody(exchange: Exchange): Promise<Buffer> {
  const { request, store } = exchange;
  const limit = store.limits.maxRequestBytes;
  const tooLarge = () => new CouchError(413, 'too_large', 'the request entity is too large');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw new CouchError(
      415,
      'bad_content_type',
      `${encoding} is not a supported content encoding.`
    );
  return unzipped(body, limit);
}

/** Bytes that a client sent compressed; 400 if they are not, or would burst the limit. */
export function unzipped(bytes: Buffer, limit: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    throw badRequest('Request body is not properly gzipped.');
  }
}

/** An absent or empty body is undefined: clients send the JSON content type with nothing behind it. */
export async function readJson(exchange: Exchange): Promise<unknown> {
  const body = await readBody(exchange);
  return body.length === 0 ? undefined : parseJson(body);
}

/** JSON that will be stored: its integers stay exact. */
export async function readDocument(exchange: Exchange): Promise<unknown> {
  const body = await readBody(exchange);
  if (body.length === 0) throw badRequest('invalid UTF-8 JSON');
  return parseJson(body, true);
}

/** For endpoints where CouchDB insists on the content type. */
export function assertJsonContentType(exchange: Exchange): void {
  const type = exchange.request.headers['content-type'] ?? '';
  if (type.split(';')[0]!.trim().toLowerCase() === 'application/json') return;
  const isEmpty = type === '' && !Number(exchange.request.headers['content-length'] ?? 0);
  if (isEmpty && exchange.request.headers['transfer-encoding'] === undefined) return;
  throw new CouchError(415, 'bad_content_type', 'Content-Type must be application/json');
}

/**
 * `exact`: for what is stored. An integer that no double holds is then written as it was read.
 * A number like 1e400 is always refused: it would be stored as null.
 */
export function parseJson(bytes: Buffer, exact = false): unknown {
  if (!isUtf8(bytes)) throw badRequest('invalid UTF-8 JSON');
  return parseJsonText(bytes.toString('utf8'), exact);
}

export function parseJsonText(text: string, exact: boolean): unknown {
  const revive = exact ? keepNumber : refuseInfinity;
  // The pattern finds every suspect; without one, no reviver has to visit every value.
  const isSuspect = /[eE]\+?\d{3}|\d{16}/.test(text);
  try {
    return JSON.parse(text, isSuspect ? (revive as typeof refuseInfinity) : undefined) as unknown;
  } catch {
    throw badRequest('invalid UTF-8 JSON');
  }
}

function refuseInfinity(_name: string, value: unknown): unknown {
  if (value === Infinity || value === -Infinity) throw new RangeError('number too large');
  return value;
}

declare global {
  interface JSON {
    rawJSON(text: string): object;
  }
}

function keepNumber(name: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  refuseInfinity(name, value);
  const isInteger = context.source !== undefined && /^-?\d+$/.test(context.source);
  return isInteger ? JSON.rawJSON(context.source!) : value;
}
