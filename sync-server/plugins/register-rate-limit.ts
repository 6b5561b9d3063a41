import rateLimit from '@fastify/rate-limit';
import type { Config } from '../config/config.ts';
import { addressBlock } from './address-block.ts';
import type { HttpApp } from './http-app.ts';
import { isApi, isPublic } from './which-route.ts';

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
    allowList: (request) => !isApi(request) || isPublic(request),
    keyGenerator: (request) => request.session?.id ?? addressBlock(request.ip),
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false
    }
  });
  app.addHook('onRequest', app.rateLimit());
}
