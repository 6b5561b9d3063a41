import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressBlock } from './address-block.ts';
import { refuse } from './error-reply.ts';
import type { Clock } from '../clock.ts';

const WINDOW_MS = 60_000;
/**
 * Beyond this many addresses in one minute the count starts again: it must never cost more memory
 * than that.
 */
const MOST_ADDRESSES = 50_000;

/**
 * A guard for doors that need no session: so many requests a minute from one address, beside the
 * general limit.
 */
export function addressLimit(clock: Clock, perMinute: number) {
  let counts = new Map<string, number>();
  let startedAt = 0;
  return async function limitAddress(request: FastifyRequest, reply: FastifyReply) {
    const now = clock.now();
    const isOver = Math.abs(now - startedAt) >= WINDOW_MS || counts.size > MOST_ADDRESSES;
    if (isOver) [counts, startedAt] = [new Map(), now];
    const block = addressBlock(request.ip);
    const count = (counts.get(block) ?? 0) + 1;
    counts.set(block, count);
    if (count <= perMinute) return;
    return refuse(reply, 'request.tooMany', { retryAfterS: (startedAt + WINDOW_MS - now) / 1_000 });
  };
}
