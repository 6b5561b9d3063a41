// A session that asks without end must not make the others wait: what may cost much is done one at
// a time for each session, with a pause after it. Small things and polls that wait go beside it.
import type { FastifyReply } from 'fastify';
import { newTurns, type EndTurn, type Turns } from '../concurrency/turns.ts';
import { sessionOf } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';
import type { DoorRequest } from './allowed-requests.ts';
import { DOOR_LIMITS } from './door-limits.ts';

/** What a device sends of a visit, but for a signature. */
const LITTLE_BYTES = 8 * 1024;
/** A device that has been away for a fortnight has handed in everything by then. */
const FREE_MS = 300;
/** A quarter of what there is goes to whoever asks without end. */
const REST = 3;
const LONGEST_REST_MS = 1_000;
const RETRY_S = 5;
const TOO_MANY_WAIT = 'Too many requests of this session wait already.';

const MAY_COST_MUCH: readonly DoorRequest['operation'][] = [
  'changes',
  'allDocs',
  'bulkGet',
  'revsDiff'
];

export type SessionTurns = Turns;
export const newSessionTurns = (): SessionTurns =>
  newTurns({
    mostWaiting: DOOR_LIMITS.waitingTurns,
    free: FREE_MS,
    rest: REST,
    longestRestMs: LONGEST_REST_MS
  });

/** Answers when it is this request's turn; `answer` may end the turn before its last byte. */
export async function inTurn(
  turns: SessionTurns,
  reply: FastifyReply,
  { database, operation }: DoorRequest,
  answer: (end: EndTurn) => Promise<FastifyReply>
): Promise<FastifyReply> {
  const { body } = reply.request;
  const isLittle = typeof body !== 'string' || body.length <= LITTLE_BYTES;
  if (isLittle && !MAY_COST_MUCH.includes(operation)) return answer(() => undefined);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  // Gone while it was asked who asks: that event was, and will not come again.
  if (reply.raw.closed || reply.raw.destroyed) return reply.hijack();
  const end = await turns.take(sessionOf(reply.request).id, gone.signal);
  if (!end) {
    if (gone.signal.aborted) return reply.hijack();
    return refuse(reply, 'request.tooMany', { retryAfterS: RETRY_S, reason: TOO_MANY_WAIT });
  }
  // Whoever answers may know better whether it was little, and hears of the end a moment later.
  gone.signal.addEventListener('abort', () => queueMicrotask(end));
  if (gone.signal.aborted) end();
  try {
    return await answer(end);
  } finally {
    // What is handed through goes on, and ends by itself.
    if (database === 'outbox') end();
  }
}
