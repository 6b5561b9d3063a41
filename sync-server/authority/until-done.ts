import type { FastifyBaseLogger } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_PAUSE_MS = 15_000;

/** Tries until it succeeds or the server closes: for what the rest cannot begin without. */
export async function untilDone(
  work: () => Promise<void>,
  log: Pick<FastifyBaseLogger, 'warn'>,
  closing: AbortSignal
): Promise<void> {
  for (let failures = 1; !closing.aborted; failures += 1) {
    try {
      return await work();
    } catch (error) {
      log.warn({ err: error }, 'waits for the store');
      const pause = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures);
      await wait(pause, undefined, { signal: closing }).catch(() => undefined);
    }
  }
}
