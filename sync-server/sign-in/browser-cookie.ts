import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Says that this browser has signed in before, and nothing else: it opens nothing. The account keeps
 * its hash, so that guesses from elsewhere cannot lock this browser out.
 */
const NAME = 'mila_browser';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
/** As long as browsers keep any cookie. */
const LIFE_S = 400 * 24 * 3_600;

export function newBrowserToken(): string {
  return randomBytes(32).toString('base64url');
}

export function browserOf({ cookies }: FastifyRequest): string | undefined {
  const token = cookies[NAME];
  return token && TOKEN.test(token) ? token : undefined;
}

export function rememberBrowser(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.setCookie(NAME, token, {
    path: '/api/session',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    maxAge: LIFE_S
  });
}
