/**
 * From a path to a handler. CouchDB's paths are irregular (ids that contain slashes, `_design/x`),
 * so they are split by hand; a general router would only be in the way.
 */
import { badRequest, methodNotAllowed } from '../errors/couch-error.ts';
import type { Exchange, Handler, Reply } from '../exchange/exchange.ts';
import { methodNames, type Methods } from '../exchange/methods.ts';
import { databaseEndpoints, databaseRoutes } from './database/database-routes.ts';
import { attachmentRoutes } from './documents/attachment-routes.ts';
import { designEndpoints, documentRoutes } from './documents/document-routes.ts';
import { localRoutes } from './documents/local-routes.ts';
import { serverEndpoints, serverRoutes } from './server-routes.ts';

export function dispatch(exchange: Exchange): Promise<Reply | undefined> | Reply | undefined {
  return pick(methodsFor(exchange), exchange)(exchange);
}

function pick(methods: Methods, exchange: Exchange): Handler {
  const name = methodNames.find((one) => one === exchange.method);
  const handler = name && methods[name];
  if (handler) return handler;
  const { path, store, response } = exchange;
  const [first] = path;
  // An absent database is told before a wrong method.
  if (first !== undefined && !Object.hasOwn(serverEndpoints, first)) store.database(first);
  const allowed = Object.keys(methods).flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one]));
  response.setHeader('Allow', allowed.join(','));
  throw methodNotAllowed(allowed.join(','));
}

function methodsFor(exchange: Exchange): Methods {
  const { path } = exchange;
  const [first, second, third] = path;
  if (first === undefined) return serverRoutes;
  const isServer = first.startsWith('_') && Object.hasOwn(serverEndpoints, first);
  if (isServer) return serverEndpoints[first]!;
  if (second === undefined) return databaseRoutes;
  if (second === '_local' && third === undefined) throw badRequest('Invalid _local document id.');
  if ((second === '_design' || second === '_local') && third !== undefined) {
    return documentMethods(exchange, `${second}/${third}`, path.slice(3));
  }
  if (/^_(design|local)\//.test(second)) return documentMethods(exchange, second, path.slice(2));
  if (Object.hasOwn(databaseEndpoints, second)) return databaseEndpoints[second]!(path.slice(2));
  return documentMethods(exchange, second, path.slice(2));
}

function documentMethods(exchange: Exchange, id: string, rest: string[]): Methods {
  if (id.startsWith('_local/')) {
    if (rest.length > 0) throw badRequest('_local documents do not accept attachments.');
    return localRoutes(id);
  }
  if (rest.length === 0) return documentRoutes(id);
  if (id.startsWith('_design/') && rest[0]!.startsWith('_')) {
    return designEndpoints(id, rest[0]!);
  }
  return attachmentRoutes(id, rest.join('/'));
}
