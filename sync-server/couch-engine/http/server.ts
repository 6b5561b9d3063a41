/**
 * The HTTP server: authentication, routing, and every failure turned into an answer.
 *
 * 1. No request ends the process: a thrown CouchError is its answer, anything else is 500.
 * 2. A body that was not read to its end is never mistaken for the next request: the connection
 *    closes.
 * 3. A handler that is still at work when the engine closes gets a 503, and nothing is logged.
 * 4. Feeds are never compressed nor buffered; nothing here has a timeout shorter than a feed.
 *
 * node:http without a framework: Fastify costs the same (measured within 5 %, either way), but
 * CouchDB's irregular paths, raw bodies and endless answers need none of its parts.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CouchError } from '../errors/couch-error.ts';
import { EngineClosedError } from '../errors/engine-closed-error.ts';
import type { Authentication } from '../exchange/authentication.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { Query } from '../exchange/query.ts';
import { sendReply } from '../exchange/reply.ts';
import { splitPath } from '../exchange/url-path.ts';
import type { Store } from '../storage/store.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { dispatch } from './router.ts';
import { couchVersion } from './server-routes.ts';

export interface ServerSettings {
  store: Store;
  authentication: Authentication;
  cors: boolean;
}

export function newServer(settings: ServerSettings): Server {
  const server = createServer(
    { keepAliveTimeout: 75_000, requestTimeout: 0 },
    (request, response) => {
      void handle(settings, request, response);
    }
  );
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  return server;
}

async function handle(
  settings: ServerSettings,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  const exchange: Exchange = {
    store: settings.store,
    authentication: settings.authentication,
    request,
    response,
    method: request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'),
    path: [],
    query: new Query(question < 0 ? '' : url.slice(question + 1)),
    user: undefined
  };
  response.on('error', () => response.destroy());
  response.setHeader('Server', `CouchDB/${couchVersion} (couch-engine)`);
  try {
    if (settings.cors) {
      allowOrigin(request, response);
      if (answerPreflight(request, response)) return;
    }
    exchange.path = splitPath(question < 0 ? url : url.slice(0, question));
    settings.authentication.admit(exchange);
    const reply = await dispatch(exchange);
    if (reply) await sendReply(exchange, reply);
  } catch (error) {
    fail(exchange, error);
  }
}

function fail(exchange: Exchange, error: unknown): void {
  const { request, response } = exchange;
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || Number(length ?? 0) > 0;
  if (hasBody && !request.complete) {
    response.setHeader('Connection', 'close');
    request.resume();
  }
  const answer = asCouchError(error);
  void sendReply(exchange, { status: answer.status, body: answer.toJson() });
}

function asCouchError(error: unknown): CouchError {
  if (error instanceof CouchError) return error;
  // V8's way to say that a value is nested deeper than its stack: the client's doing.
  if (error instanceof RangeError) return new CouchError(400, 'bad_request', 'Nested too deeply');
  if ((error as { code?: string }).code === 'ECONNRESET') {
    return new CouchError(400, 'bad_request', 'The request ended early');
  }
  if (error instanceof EngineClosedError) {
    return new CouchError(503, 'service unavailable', 'The engine is closing.');
  }
  console.error('engine:', error);
  return new CouchError(500, 'internal_server_error', 'The engine could not do this.');
}
