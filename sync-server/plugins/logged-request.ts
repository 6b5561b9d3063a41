import type { FastifyRequest } from 'fastify';
import { routeOf } from './which-route.ts';

/** Whoever has one of these can do what its owner can: they never get into a log. */
const SECRET_PARAMS = new Set(['token', '*']);
/** Of a parameter; anything else may be a secret that lost its name. */
const NAME = /^[a-z_]{1,20}$/i;

/**
 * A request as the log shows it: what the router matched with the ids in it, never the address as
 * it came. Links of customers are keys to their orders, whether a route of ours has matched them or
 * the app's page is about to; of a query only the names are shown, headers not at all.
 */
export function loggedRequest(request: FastifyRequest) {
  return {
    method: request.method,
    url: loggedPath(request) + loggedQuery(request.url),
    host: request.host,
    remoteAddress: request.ip
  };
}

function loggedPath(request: FastifyRequest): string {
  const params = (request.params ?? {}) as Record<string, string>;
  const shown = (name: string) =>
    SECRET_PARAMS.has(name) ? '…' : encodeURIComponent(params[name]!);
  return (routeOf(request) ?? '/*')
    .split('/')
    .map((part) => {
      const name = part === '*' ? part : part.startsWith(':') ? part.slice(1) : undefined;
      return name === undefined ? part : params[name] === undefined ? part : shown(name);
    })
    .join('/');
}

function loggedQuery(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return '';
  const names = new Set(new URLSearchParams(url.slice(at + 1)).keys());
  const shown = [...names].filter((name) => NAME.test(name)).slice(0, 10);
  return `?${shown.map((name) => `${name}=…`).join('&')}`;
}
