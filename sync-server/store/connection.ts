import http from 'node:http';
import https from 'node:https';
import nano from 'nano';
import { StoreUnavailable } from './store-unavailable.ts';

export interface StoreRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  db?: string;
  /** Below the database, already encoded. */
  path?: string;
  qs?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** A 4xx of the store is a value: whoever asked knows whether it was to be expected. */
export type StoreAnswer<T> =
  { ok: true; body: T } | { ok: false; status: number; error: string; reason: string };

export interface ForwardedRequest {
  method: string;
  db: string;
  /** Below the database, with the query. */
  path: string;
  body?: string | undefined;
  signal: AbortSignal;
}

/** One CouchDB, spoken to through nano; reads that are handed through as they come use node:http. */
export interface Connection {
  request<T>(request: StoreRequest): Promise<StoreAnswer<T>>;
  /** The answer as soon as its head is there. @throws StoreUnavailable */
  forward(request: ForwardedRequest): Promise<http.IncomingMessage>;
  close(): void;
}

const READ_BY_POST = new Set<string | undefined>(['_all_docs', '_find', '_bulk_get']);

interface NanoError {
  statusCode?: number;
  error?: string;
  reason?: string;
  message?: string;
}

/** A kept-alive connection that the store closed just then: worth another one. */
class StaleSocket extends StoreUnavailable {}

function basic({ username, password }: URL): string {
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(user).toString('base64')}`;
}

export function openConnection(address: string): Connection {
  const server = nano({ url: address, parseUrl: false } as nano.Configuration);
  const url = new URL(address);
  const client = url.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: Infinity });

  async function once<T>(request: StoreRequest): Promise<StoreAnswer<T>> {
    try {
      const body: unknown = await server.request({
        ...request,
        method: request.method ?? 'GET'
      } as nano.RequestOptions);
      // nano answers '' where the connection was cut in the middle of the JSON.
      if (typeof body !== 'object' || body === null) {
        throw new StoreUnavailable('the store broke off its answer');
      }
      return { ok: true, body: body as T };
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const { statusCode = 0, error: code = '', reason = '', message } = error as NanoError;
      if (statusCode === 401 || statusCode === 403) {
        throw new StoreUnavailable(`the store refuses its own user: ${reason}`, { cause: error });
      }
      if (statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429) {
        return { ok: false, status: statusCode, error: code, reason };
      }
      throw new StoreUnavailable(message ?? 'the store does not answer', { cause: error });
    }
  }

  function send({ method, db, path, body, signal }: ForwardedRequest) {
    return new Promise<http.IncomingMessage>((resolve, reject) => {
      const headers: http.OutgoingHttpHeaders = { accept: 'application/json', host: url.host };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(body);
      }
      if (url.username) headers.authorization = basic(url);
      const request = client.request({
        agent,
        method,
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        path: `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(db)}${path}`,
        headers,
        signal
      });
      request.once('response', resolve);
      request.once('error', (cause) => {
        const Kind = request.reusedSocket && !signal.aborted ? StaleSocket : StoreUnavailable;
        reject(new Kind('the store does not answer', { cause }));
      });
      request.end(body);
    });
  }

  return {
    async request<T>(request: StoreRequest) {
      const isRead = !request.method || request.method === 'GET' || READ_BY_POST.has(request.path);
      try {
        return await once<T>(request);
      } catch (error) {
        // A kept-alive connection may have been closed just now; a read can simply be asked again.
        if (!isRead || request.signal?.aborted || !(error instanceof StoreUnavailable)) throw error;
        return once<T>(request);
      }
    },

    async forward(forwarded) {
      try {
        return await send(forwarded);
      } catch (error) {
        if (!(error instanceof StaleSocket)) throw error;
        return send(forwarded);
      }
    },

    close() {
      agent.destroy();
    }
  };
}
