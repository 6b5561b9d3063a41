// A body comes in at the pace of a bad line, but it comes: whoever holds requests open with a byte
// now and then is cut off, and an address holds only so many unfinished ones.
import type { FastifyRequest } from 'fastify';
import { addressBlock } from './address-block.ts';
import { refuse } from './error-reply.ts';
import type { HttpApp } from './http-app.ts';

export interface SlowBodyLimits {
  /** Without a single byte: a tunnel, a lift. */
  stallMs: number;
  /** Any body has this long … */
  graceMs: number;
  /** … and longer by what its route takes at this pace; EDGE has three times as much. */
  bytesPerSecond: number;
  /** Unfinished ones of one address; a helper's devices send a few photos side by side. */
  perAddress: number;
  lookEveryMs: number;
}

const LIMITS: SlowBodyLimits = {
  stallMs: 45_000,
  graceMs: 30_000,
  bytesPerSecond: 7_000,
  perAddress: 60,
  lookEveryMs: 2_000
};
const RETRY_AFTER_S = 10;

interface Unfinished {
  request: FastifyRequest;
  block: string;
  endsAt: number;
  bytes: number;
  movedAt: number;
}

export function registerSlowBodies(app: HttpApp, limits: SlowBodyLimits = LIMITS): void {
  const unfinished = new Set<Unfinished>();
  const perBlock = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  function remove(body: Unfinished): void {
    if (!unfinished.delete(body)) return;
    const left = perBlock.get(body.block)! - 1;
    if (left > 0) perBlock.set(body.block, left);
    else perBlock.delete(body.block);
    if (unfinished.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function look(): void {
    const now = performance.now();
    for (const body of unfinished) {
      const { raw } = body.request;
      const { bytesRead } = raw.socket;
      if (raw.complete || raw.destroyed) remove(body);
      else if (now > body.endsAt || now > body.movedAt + limits.stallMs) {
        remove(body);
        // The client takes it for a broken line, which it most likely is, and sends again.
        raw.destroy();
      } else if (bytesRead !== body.bytes) Object.assign(body, { bytes: bytesRead, movedAt: now });
    }
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request)) return;
    const block = addressBlock(request.ip);
    const count = perBlock.get(block) ?? 0;
    if (count >= limits.perAddress) {
      return refuse(reply, 'request.tooMany', { retryAfterS: RETRY_AFTER_S });
    }
    const now = performance.now();
    const allowedMs = (request.routeOptions.bodyLimit ?? 0) / (limits.bytesPerSecond / 1_000);
    const body: Unfinished = {
      ...{ request, block, endsAt: now + limits.graceMs + allowedMs },
      ...{ bytes: request.raw.socket.bytesRead, movedAt: now }
    };
    unfinished.add(body);
    perBlock.set(block, count + 1);
    request.raw.once('end', () => remove(body));
    request.raw.once('close', () => remove(body));
    reply.raw.once('close', () => remove(body));
    timer ??= setInterval(look, limits.lookEveryMs).unref();
  });
  app.addHook('onClose', async () => clearInterval(timer));
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
