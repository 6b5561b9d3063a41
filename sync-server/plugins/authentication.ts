import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStaffOf, isStaffRole, type StaffRole } from '#domain/staff/staff-role.ts';
import { isProvider } from '../people/account.ts';
import type { Session, Sessions } from '../people/session.ts';
import { refuse } from './error-reply.ts';
import type { HttpApp } from './http-app.ts';
import { isApi, isPublic } from './which-route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null: not signed in. Guards below refuse; routes read `sessionOf`. */
    session: Session | null;
  }
}

export const SESSION_COOKIE = 'mila_session';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Session cookie or `Authorization: Bearer`; the store being down is never taken for "not signed
 * in".
 */
export async function registerAuthentication(
  app: HttpApp,
  sessions: Sessions,
  publicUrl: string
): Promise<void> {
  await app.register(cookie);
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request) || isPublic(request)) return;
    const { authorization } = request.headers;
    if (!authorization && isCrossSite(request, publicUrl)) {
      return refuse(reply, 'request.crossSite');
    }
    const bearer = authorization && /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const token = authorization ? bearer : request.cookies[SESSION_COOKIE];
    request.session = token ? await sessions.find(token) : null;
  });
}

/**
 * Another page must not act with this browser's cookie. Browsers say where a request comes from;
 * clients that are none say nothing, and SameSite=Lax covers what is older than both headers.
 */
function isCrossSite(request: FastifyRequest, publicUrl: string): boolean {
  if (SAFE_METHODS.has(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site) return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  if (!origin) return false;
  const host = URL.parse(origin)?.host;
  return host !== request.host && host !== new URL(publicUrl).host;
}

/** Guards, used as `preHandler` (or `onRequest` where a body must not even be read). */
export async function signedIn(request: FastifyRequest, reply: FastifyReply) {
  if (!request.session) return refuse(reply, 'session.required');
}

export async function providersOnly(request: FastifyRequest, reply: FastifyReply) {
  if (!request.session) return refuse(reply, 'session.required');
  if (!isProvider(request.session.person.role)) return refuse(reply, 'session.forbidden');
  if (request.session.device === null) return refuse(reply, 'device.required');
}

/** Who applies, and who has become a provider by it: from any browser. */
export async function applicantsOnly(request: FastifyRequest, reply: FastifyReply) {
  if (!request.session) return refuse(reply, 'session.required');
  if (isStaffRole(request.session.person.role)) return refuse(reply, 'session.forbidden');
}

/** Of the operator's, for one of these works; an owner may do all of them. */
export function staffOnly(...allowed: readonly StaffRole[]) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.session) return refuse(reply, 'session.required');
    const { role } = request.session.person;
    if (!isStaffOf(role, ...allowed)) return refuse(reply, 'session.forbidden');
  };
}

export const supportOnly = staffOnly('support');

/** The session behind a guard. */
export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw new Error(`no guard before ${request.url}`);
  return request.session;
}

/** A provider's session behind `providersOnly`: always on a device. */
export function providerOf(request: FastifyRequest): { id: string; device: string } {
  const { person, device } = sessionOf(request);
  if (!device) throw new Error(`no guard before ${request.url}`);
  return { id: person.id, device };
}
