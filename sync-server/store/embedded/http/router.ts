/**
 * From a path to a handler. CouchDB's paths are irregular (ids that contain slashes, `_design/x`),
 * so they are split by hand; a general router would only be in the way.
 */
import { assertDocumentId } from '../document/document-id.ts';
import { badRequest, methodNotAllowed, missing } from './couch-error.ts';
import type { Exchange, Handler, Reply } from './exchange.ts';
import type { Methods } from './methods.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { databaseRoutes, databaseEndpoints } from './database-routes.ts';
import { designEndpoints, documentRoutes } from './document-routes.ts';
import { localRoutes } from './local-routes.ts';
import { serverEndpoints, serverRoutes } from './server-routes.ts';

/** Throws 400 for a path that is not percent-encoded UTF-8. */
export function splitPath(path: string): string[] {
  const segments = path.split('/').slice(1);
  while (segments.at(-1) === '') segments.pop();
  try {
    return segments.map(decodeURIComponent);
  } catch {
    throw badRequest('Malformed URL encoding');
  }
}

export function dispatch(exchange: Exchange): Promise<Reply | undefined> | Reply | undefined {
  return pick(methodsFor(exchange), exchange)(exchange);
}

function pick(methods: Methods, exchange: Exchange): Handler {
  const handler = Object.hasOwn(methods, exchange.method) ? methods[exchange.method] : undefined;
  if (handler) return handler;
  const allowed = Object.keys(methods);
  if (allowed.includes('GET')) allowed.push('HEAD');
  exchange.response.setHeader('Allow', allowed.join(', '));
  throw methodNotAllowed(allowed.join(','));
}

function methodsFor(exchange: Exchange): Methods {
  const { path } = exchange;
  const [first, second, third] = path;
  if (first === undefined) return serverRoutes;
  const isServer = first.startsWith('_') && Object.hasOwn(serverEndpoints, first);
  if (isServer) return serverEndpoints[first]!;
  if (second === undefined) return databaseRoutes;
  if (second === '_design' || second === '_local') {
    if (third === undefined) {
      if (second === '_local') throw missing();
      throw badRequest('Illegal document id `_design`');
    }
    return documentMethods(exchange, `${second}/${third}`, path.slice(3));
  }
  if (/^_(design|local)\//.test(second)) return documentMethods(exchange, second, path.slice(2));
  if (Object.hasOwn(databaseEndpoints, second)) return databaseEndpoints[second]!(path.slice(2));
  assertDocumentId(second);
  return documentMethods(exchange, second, path.slice(2));
}

function documentMethods(exchange: Exchange, id: string, rest: string[]): Methods {
  if (id.startsWith('_local/')) {
    if (rest.length > 0) throw badRequest('_local documents do not accept attachments.');
    return localRoutes(id);
  }
  if (rest.length === 0) return documentRoutes(id);
  if (id.startsWith('_design/') && rest[0]!.startsWith('_')) {
    return designEndpoints(exchange, id, rest);
  }
  return attachmentRoutes(id, rest.join('/'));
}
