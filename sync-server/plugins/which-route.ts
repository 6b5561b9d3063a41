// Guards go by what the router has matched, not by how the address was written: `/%61pi`, a slash
// at the end or a host in the request line lead to the same route. The address itself counts as
// well, so that what no route matched is answered in the words of where it looks.
import type { FastifyRequest } from 'fastify';

const DOOR = /^\/sync(?:\/|$)/i;
const API = /^\/(?:api|sync)(?:\/|$)/i;
const PUBLIC = /^\/api\/(?:health|docs)(?:\/|$)/;

/** As it was registered: `/api/o/:token`; undefined where nothing matched. */
export function routeOf(request: FastifyRequest): string | undefined {
  return request.routeOptions?.url;
}

export function isDoor(request: FastifyRequest): boolean {
  return isBelow(DOOR, request);
}

export function isApi(request: FastifyRequest): boolean {
  return isBelow(API, request);
}

/** Says the same to everybody and needs no store: neither who is signed in nor a limit matters. */
export function isPublic(request: FastifyRequest): boolean {
  return PUBLIC.test(routeOf(request) ?? '');
}

function isBelow(place: RegExp, request: FastifyRequest): boolean {
  return place.test(routeOf(request) ?? '') || place.test(pathOf(request.url));
}

function pathOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0]!.replace(/^\/{2,}/, '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
