import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { expect, it } from 'vitest';
import { inTurn, newSessionTurns } from '../../../sync-server/door/session-turns.ts';

it('[S2.19] a request whose client has gone before its turn leaves the turn to the next', async () => {
  const turns = newSessionTurns();
  let isAnswered = false;
  const reply = {
    raw: Object.assign(new EventEmitter(), { closed: true, destroyed: true }),
    request: { body: undefined, session: { id: 'one' } },
    hijack: () => reply
  } as unknown as FastifyReply;
  await inTurn(turns, reply, { database: 'inbox', operation: 'changes' } as never, async () => {
    isAnswered = true;
    return reply;
  });
  expect(isAnswered).toBe(false);
  // Taken at once, or it would wait for a turn that nobody ends.
  const next = await Promise.race([turns.take('one'), new Promise((late) => setImmediate(late))]);
  expect(next).toBeTypeOf('function');
});
