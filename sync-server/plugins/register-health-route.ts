import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { HttpApp } from './http-app.ts';

const health = z.object({ ok: z.boolean(), store: z.enum(['up', 'down']), time: z.number() });

/** For load balancers and for a device that wonders whether it has a network or a server. */
export function registerHealthRoute(
  app: HttpApp,
  { store, clock }: { store: Pick<Store, 'isUp'>; clock: Clock }
): void {
  // Both addresses: an operator tries /health first, where the app's own page would answer 200
  // whatever is wrong.
  for (const path of ['/api/health', '/health']) {
    app.get(
      path,
      {
        schema: {
          hide: path === '/health',
          tags: ['server'],
          summary: 'Whether this process and its store are up',
          response: { 200: health, 503: health }
        }
      },
      async (_request, reply) => {
        const isUp = await store.isUp();
        if (!isUp) reply.header('retry-after', '3');
        return reply
          .code(isUp ? 200 : 503)
          .send({ ok: isUp, store: isUp ? 'up' : 'down', time: clock.now() });
      }
    );
  }
}
