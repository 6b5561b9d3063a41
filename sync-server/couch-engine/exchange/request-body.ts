/** The body of a request: read up to a limit, unzipped, and as JSON. */
import { gunzipSync } from 'node:zlib';
import { badRequest, CouchError } from '../errors/couch-error.ts';
import { isRecord } from '../json/is-record.ts';
import { parseJson } from '../json/parse-json.ts';
import { namedDatabase, type Exchange } from './exchange.ts';

export async function readBody({ request, store }: Exchange): Promise<Buffer> {
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
  if (encoding === 'gzip') return unzipped(body, limit);
  const reason = `${encoding} is not a supported content encoding.`;
  throw new CouchError(415, 'bad_content_type', reason);
}

/** Bytes that a client sent compressed; 400 if they are not, or would burst the limit. */
export function unzipped(bytes: Buffer, limit: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch {
    throw badRequest('Request body is not properly gzipped.');
  }
}

/** An empty body is undefined: clients send the JSON content type with nothing behind it. */
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

/** For endpoints of a database whose body is an object of options, or nothing. */
export async function readOptions(exchange: Exchange): Promise<Record<string, unknown>> {
  assertJsonContentType(exchange);
  namedDatabase(exchange);
  return asObject((await readJson(exchange)) ?? {});
}

/** The same, but never nothing. */
export async function readObject(exchange: Exchange): Promise<Record<string, unknown>> {
  assertJsonContentType(exchange);
  namedDatabase(exchange);
  return asObject(await readJson(exchange));
}

function asObject(body: unknown): Record<string, unknown> {
  if (!isRecord(body)) throw badRequest('Request body must be a JSON object');
  return body;
}

export function assertJsonContentType({ request }: Exchange): void {
  const type = request.headers['content-type'] ?? '';
  if (type.split(';')[0]!.trim().toLowerCase() === 'application/json') return;
  const isEmpty = type === '' && !Number(request.headers['content-length'] ?? 0);
  if (isEmpty && request.headers['transfer-encoding'] === undefined) return;
  throw new CouchError(415, 'bad_content_type', 'Content-Type must be application/json');
}
