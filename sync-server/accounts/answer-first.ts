import type { FastifyReply } from 'fastify';
import type { Deps } from '../deps.ts';
import type { HttpApp } from '../plugins/http-app.ts';

/**
 * Answers alike and at once, and works afterwards: neither the answer nor how long it takes says
 * whether there is an account. The server closes when it is done.
 */
export function newAnswerFirst(app: HttpApp, { log }: Pick<Deps, 'log'>) {
  const working = new Set<Promise<void>>();
  app.addHook('preClose', async () => void (await Promise.all(working)));
  return async (reply: FastifyReply, work: () => Promise<void>): Promise<FastifyReply> => {
    await reply.code(202).send({});
    const done = work()
      .catch((error: unknown) =>
        log.error({ err: error }, 'a mail that was asked for is not written')
      )
      .finally(() => working.delete(done));
    working.add(done);
    return reply;
  };
}
