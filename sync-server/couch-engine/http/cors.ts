/** CORS for browsers of other origins; off unless the engine is started with it. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'content-type, cache-control, accept-ranges, etag, server, x-couch-request-id, location'
  );
  response.setHeader('Vary', 'Origin');
}

export function answerPreflight(request: IncomingMessage, response: ServerResponse): boolean {
  const isPreflight =
    request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!isPreflight) return false;
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE, HEAD, COPY',
    'Access-Control-Allow-Headers':
      request.headers['access-control-request-headers'] ??
      'accept, authorization, content-type, origin, referer, if-match, destination',
    'Access-Control-Max-Age': '600',
    'Content-Length': '0'
  });
  response.end();
  return true;
}
