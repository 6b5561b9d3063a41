import type { FastifyBaseLogger } from 'fastify';
import { keepTrying } from '../concurrency/retry.ts';
import { repeat } from '../concurrency/repeat.ts';
import type { GracePeriod } from '../dispatch/grace-period.ts';
import type { OutboxWorker } from './outbox-worker.ts';

interface KeepOutboxesJudged {
  outboxWorker: Pick<OutboxWorker, 'catchUp'>;
  gracePeriod: Pick<GracePeriod, 'backlogJudged'>;
  /** Whether other processes may share the store. */
  isShared: boolean;
  log: Pick<FastifyBaseLogger, 'warn'>;
  closing: AbortSignal;
}

const LOOK_AGAIN_MS = 5 * 60_000;
const BACK_OFF = { firstMs: 50, longestMs: 10_000 };

/**
 * What was stored but not judged before the last stop is judged at the start. Where several
 * processes share a CouchDB, one may have died after storing: the others look from time to time.
 */
export async function keepOutboxesJudged(deps: KeepOutboxesJudged): Promise<void> {
  const { outboxWorker, gracePeriod, isShared, log, closing } = deps;
  async function catchUp(): Promise<void> {
    await outboxWorker.catchUp();
    gracePeriod.backlogJudged();
  }
  const backOff = {
    ...BACK_OFF,
    signal: closing,
    onFailure: (err: unknown) => log.warn({ err }, 'catching up waits for the store')
  };
  if (isShared) await repeat(catchUp, { everyMs: LOOK_AGAIN_MS, ...backOff });
  else await keepTrying(catchUp, backOff);
}
