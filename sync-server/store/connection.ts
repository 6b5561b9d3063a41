import type { IncomingMessage } from 'node:http';
import nano from 'nano';
import {
  AnswerTooLarge,
  openPlainHttp,
  StaleSocket,
  textOf,
  type PlainHttp
} from './plain-http.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { NotWellFormed, wellFormedText } from './well-formed-text.ts';

export interface StoreRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  db?: string;
  /** Below the database, already encoded. */
  path?: string;
  qs?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** A longer answer is not read to its end; for what goes over node:http. */
  mostBytes?: number | undefined;
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

/**
 * One CouchDB, spoken to through nano. Three things go over node:http: reads that are handed through
 * as they come; writes, because nano does not tell 201 from 202; and what a crowd of devices causes
 * by the hundred. nano's way through fetch costs twice the time of the request itself: of 200
 * providers who answer one offer at once it was two thirds of all work.
 */
export interface Connection {
  request<T>(request: StoreRequest): Promise<StoreAnswer<T>>;
  /** The answer as soon as its head is there. @throws StoreUnavailable */
  forward(request: ForwardedRequest): Promise<IncomingMessage>;
  close(): void;
}

const READ_BY_POST = new Set<string | undefined>(['_all_docs', '_find', '_bulk_get']);
const BY_THE_HUNDRED = new Set<string | undefined>([
  '_all_docs',
  '_bulk_docs',
  '_bulk_get',
  '_changes'
]);
const ACCEPTED = 202;
/** Written as JSON in a query. */
const JSON_PARAMETERS = new Set(['key', 'keys', 'startkey', 'endkey', 'start_key', 'end_key']);

interface NanoError {
  statusCode?: number;
  error?: string;
  reason?: string;
  message?: string;
}

export function openConnection(address: string): Connection {
  const server = nano({ url: address, parseUrl: false } as nano.Configuration);
  const plain = openPlainHttp(new URL(address));

  async function once<T>(request: StoreRequest): Promise<StoreAnswer<T>> {
    const isDirect =
      request.db && !request.signal && (BY_THE_HUNDRED.has(request.path) || isWrite(request));
    try {
      const body = await (isDirect ? directly(plain, request) : throughNano(server, request));
      // nano answers '' where the connection was cut in the middle of the JSON.
      if (typeof body !== 'object' || body === null) {
        throw new StoreUnavailable('the store broke off its answer');
      }
      return { ok: true, body: body as T };
    } catch (error) {
      return refusalOf(error);
    }
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
        return await plain.send(forwarded);
      } catch (error) {
        if (!(error instanceof StaleSocket)) throw error;
        return plain.send(forwarded);
      }
    },

    close: () => plain.close()
  };
}

function throughNano(server: nano.ServerScope, request: StoreRequest): Promise<unknown> {
  // As text: nano's own way calls a function for every member of a document.
  const { body, method = 'GET' } = request;
  const asText = body === undefined ? {} : { body: wellFormedText(body), dontStringify: true };
  return server.request({ ...request, method, ...asText } as nano.RequestOptions);
}

function isWrite({ method }: StoreRequest): boolean {
  return method === 'PUT' || method === 'DELETE';
}

/**
 * One whose 202 means that fewer copies took it than decide: whether it stands is not known, as
 * after an outage. Making a database, compacting it and the like may say 202 and mean it.
 */
function isDocumentWrite({ method, path = '' }: StoreRequest): boolean {
  if (method === 'POST') return path === '_bulk_docs';
  return path !== '' && !/^_(?!local\/|design\/)/.test(path);
}

async function directly(
  plain: PlainHttp,
  { method = 'GET', db = '', path, qs, body, mostBytes }: StoreRequest
): Promise<unknown> {
  const answer = await plain.send({
    method,
    db,
    path: `${path ? `/${path}` : ''}${queryOf(qs)}`,
    body: body === undefined ? undefined : wellFormedText(body)
  });
  const said = readable(await textOf(answer, mostBytes));
  const { statusCode = 500 } = answer;
  if (statusCode === ACCEPTED && isDocumentWrite({ method, path })) {
    throw new StoreUnavailable('the store took a write without deciding it (202)');
  }
  if (statusCode < 400) return said;
  throw Object.assign(new Error(`the store answered ${statusCode}`), said, { statusCode });
}

/** A 4xx as a value. @throws StoreUnavailable for everything else */
function refusalOf(error: unknown): StoreAnswer<never> {
  if (error instanceof StoreUnavailable || error instanceof AnswerTooLarge) throw error;
  if (error instanceof NotWellFormed) throw error;
  const { statusCode = 0, error: code = '', reason = '', message } = error as NanoError;
  if (statusCode === 401 || statusCode === 403) {
    throw new StoreUnavailable(`the store refuses its own user: ${reason}`, { cause: error });
  }
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 429) {
    return { ok: false, status: statusCode, error: code, reason };
  }
  throw new StoreUnavailable(message ?? 'the store does not answer', { cause: error });
}

function queryOf(parameters: Record<string, unknown> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    query.set(name, JSON_PARAMETERS.has(name) ? JSON.stringify(value) : String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
