import { refuse } from './error-reply.ts';
import type { HttpApp } from './http-app.ts';

/**
 * A request line names a path and nothing before it. With a host (`POST http://x/api/session`) it
 * is meant for a proxy; whoever reads only the path, or only the host, would be led astray.
 */
export function registerOriginForm(app: HttpApp): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/')) return refuse(reply, 'request.invalid');
  });
}
