import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import type { EndTurn } from '../concurrency/turns.ts';
import { acceptedEncoding, compressor, varyByEncoding } from '../plugins/compression.ts';
import { sessionOf } from '../plugins/authentication.ts';
import { milaHeaders } from '../plugins/mila-headers.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';

export interface HandedRead {
  /** The store's own name of the database. */
  db: string;
  method: string;
  path: string;
  body: string | undefined;
  /**
   * A feed from its start, asked where the store cannot read the client's place: that is another
   * store's, from before the installation moved, and no client would ever get past a 400.
   */
  fromStart?: string;
  /** A long poll that has nothing to say by then is ended with an empty answer at this sequence. */
  poll?: { limitMs: number; since: string };
}

const OPENING = '{"results":[';
/** A poll that has not begun a change by then waits for one, and costs nothing. */
const QUIET_MS = 30;
/** What takes longer waits for the client's own line, and must not hold its other requests. */
const LONGEST_TURN_MS = 2_000;
/** What a feed answers when something has happened; more is somebody who reads from the start. */
const LITTLE_BYTES = 64 * 1024;

/**
 * Hands a read through as the store answers it: head at once, nothing buffered. What is complete
 * goes out compressed where the client takes that; a poll never does, its first byte must not wait.
 * When the client goes, the store's side ends too; when the server closes, the time is up or the
 * session is over, a poll that waited in vain ends as valid JSON, so that no client takes it for an
 * error.
 */
export async function handThrough(
  { store, clock, closing, log, sessions, endTurn }: Deps & { endTurn: EndTurn },
  reply: FastifyReply,
  { db, method, path, body, poll, fromStart }: HandedRead
): Promise<FastifyReply> {
  const stop = new AbortController();
  const client = reply.raw;
  client.once('close', () => stop.abort());
  if (client.destroyed) stop.abort();
  const ask = (asked: string) =>
    store.forward({ db, method, path: asked, body, signal: stop.signal });
  let answer = await ask(path);
  if (answer.statusCode === 400 && fromStart !== undefined && fromStart !== path) {
    answer.resume();
    answer = await ask(fromStart);
  }
  const { statusCode: status = 500 } = answer;
  if (status >= 500 || status === 401 || status === 403) {
    stop.abort();
    throw new StoreUnavailable(`the store answered ${status}`);
  }

  reply.hijack();
  reply.headers({ ...headOf(answer), ...milaHeaders(clock) });
  const encoding = poll || method === 'HEAD' ? null : acceptedEncoding(reply.request);
  if (!poll) varyByEncoding(reply);
  if (encoding) reply.header('content-encoding', encoding).removeHeader('content-length');
  client.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders);
  client.flushHeaders();

  let seen = '';
  let bytes = 0;
  const isFeed = poll !== undefined && body === undefined;
  const longest = setTimeout(endTurn, LONGEST_TURN_MS);
  const quiet = poll && setTimeout(() => seen.length <= OPENING.length && endTurn(true), QUIET_MS);
  const end = () => {
    if (!poll || client.writableEnded) return;
    answer.unpipe(client);
    const rest = restOfEmptyPoll(seen, poll.since);
    if (rest === undefined) client.destroy();
    else client.end(rest);
    stop.abort();
  };
  const timer = poll && setTimeout(end, poll.limitMs);
  const unwatch = poll && sessions.watch(sessionOf(reply.request).id, end);
  closing.addEventListener('abort', end);
  if (closing.aborted) end();
  client.once('close', () => {
    clearTimeout(timer);
    clearTimeout(quiet);
    clearTimeout(longest);
    endTurn(isFeed && bytes < LITTLE_BYTES);
    unwatch?.();
    closing.removeEventListener('abort', end);
  });
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (poll && seen.length <= OPENING.length) seen = (seen + chunk.toString('latin1')).trim();
  });
  answer.once('error', (error) => {
    if (!stop.signal.aborted) log.warn({ err: error }, 'the store broke off a read');
    if (!client.writableEnded) client.destroy();
  });
  if (client.writableEnded) return reply;
  if (encoding) answer.pipe(compressor(encoding)).pipe(client);
  else answer.pipe(client);
  return reply;
}

function headOf({ headers }: IncomingMessage): Record<string, string> {
  return {
    'content-type': headers['content-type'] ?? 'application/json',
    'cache-control': 'no-store',
    // Proxies that collect an answer before they pass it on would turn a long poll into a wait.
    'x-accel-buffering': 'no',
    ...(headers['content-length'] ? { 'content-length': headers['content-length'] } : {}),
    ...(headers.etag ? { etag: headers.etag } : {})
  };
}

/** What completes the answer of a poll without a change; undefined once a change has begun. */
function restOfEmptyPoll(seen: string, since: string): string | undefined {
  const lastSeq = /^\d+$/.test(since) ? since : JSON.stringify(since);
  const tail = `],"last_seq":${lastSeq},"pending":0}\n`;
  if (seen === '') return OPENING + tail;
  return seen === OPENING ? tail : undefined;
}
