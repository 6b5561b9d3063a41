import http from 'node:http';
import https from 'node:https';
import { StoreUnavailable } from './store-unavailable.ts';

export interface PlainRequest {
  method: string;
  db: string;
  /** Below the database, with the query. */
  path: string;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Requests to one store over node:http, on connections that are kept. */
export interface PlainHttp {
  /** The answer as soon as its head is there. @throws StoreUnavailable, StaleSocket */
  send(request: PlainRequest): Promise<http.IncomingMessage>;
  close(): void;
}

/** A kept-alive connection that the store closed just then: worth another one. */
export class StaleSocket extends StoreUnavailable {}

/** A connection that nobody used for so long is closed by us before the store does. */
const IDLE_MS = 4_000;

export function openPlainHttp(url: URL): PlainHttp {
  const client = url.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: Infinity, timeout: IDLE_MS });
  const base = url.pathname.replace(/\/$/, '');
  const authorization = url.username ? basic(url) : undefined;

  return {
    send: ({ method, db, path, body, signal }) =>
      new Promise((resolve, reject) => {
        const headers: http.OutgoingHttpHeaders = { accept: 'application/json', host: url.host };
        if (body !== undefined) {
          headers['content-type'] = 'application/json';
          headers['content-length'] = Buffer.byteLength(body);
        }
        if (authorization) headers.authorization = authorization;
        const request = client.request({
          agent,
          method,
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port,
          path: `${base}/${encodeURIComponent(db)}${path}`,
          headers,
          ...(signal ? { signal } : {})
        });
        request.once('response', resolve);
        request.once('error', (cause) => {
          const Kind = request.reusedSocket && !signal?.aborted ? StaleSocket : StoreUnavailable;
          reject(new Kind('the store does not answer', { cause }));
        });
        request.end(body);
      }),

    close: () => agent.destroy()
  };
}

/** More than whoever asked can hold at once: to be asked for in smaller pieces. */
export class AnswerTooLarge extends Error {}

/** The whole answer. @throws StoreUnavailable where it breaks off, AnswerTooLarge */
export async function textOf(answer: http.IncomingMessage, mostBytes = Infinity): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > mostBytes) throw new AnswerTooLarge(`more than ${mostBytes} bytes`);
      pieces.push(piece);
    }
  } catch (cause) {
    if (cause instanceof AnswerTooLarge) throw cause;
    throw new StoreUnavailable('the store broke off its answer', { cause });
  }
  return Buffer.concat(pieces).toString('utf8');
}

function basic({ username, password }: URL): string {
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(user).toString('base64')}`;
}
