import rateLimit from '@fastify/rate-limit';
import type { Config } from '../config/config.ts';
import { isApi } from './error-reply.ts';
import type { HttpApp } from './http-app.ts';

/**
 * One client can slow itself down, not the others. Counted by session, so that colleagues behind
 * one address do not share a limit, and by address where nobody is signed in. Registered after
 * authentication: a made-up token must not get a count of its own.
 */
export async function registerRateLimit(app: HttpApp, config: Config): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    allowList: (request) => !isApi(request.url) || request.url.startsWith('/api/health'),
    keyGenerator: (request) => request.session?.id ?? request.ip,
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false
    }
  });
  app.addHook('onRequest', app.rateLimit());
}
