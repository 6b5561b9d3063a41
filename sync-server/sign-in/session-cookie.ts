import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { SESSION_COOKIE } from '../plugins/authentication.ts';

export function newSetCookie({ config, clock }: Pick<Deps, 'config' | 'clock'>) {
  return (request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: number): void => {
    reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(request, config),
      maxAge: Math.floor((expiresAt - clock.now()) / 1_000)
    });
  };
}

export function isSecure({ protocol }: FastifyRequest, { publicUrl }: Deps['config']): boolean {
  return protocol === 'https' || publicUrl.startsWith('https:');
}
