import type { HttpApp } from './http-app.ts';

const PATIENCE_MS = 3_000;

/**
 * Closing lets the requests that are being answered finish. Registered after whatever ends long
 * polls and feeds; who still has not finished then is cut off, which every client takes as a lost
 * answer.
 */
export function registerDrain(app: HttpApp): void {
  let active = 0;
  let onIdle = () => {};
  app.addHook('onRequest', async (_request, reply) => {
    active += 1;
    // Also for answers that are handed through past Fastify.
    reply.raw.once('close', () => {
      active -= 1;
      if (active === 0) onIdle();
    });
  });
  app.addHook('preClose', async () => {
    if (active === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  });
}
