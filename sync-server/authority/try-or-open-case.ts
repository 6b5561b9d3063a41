import type { FastifyBaseLogger } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../deps.ts';
import type { Store } from '../store/store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { newCase, openCase, type CaseDocument } from './case-document.ts';

export interface TryOrOpenCase {
  store: Pick<Store, 'cases'>;
  clock: Clock;
  log: Pick<FastifyBaseLogger, 'error'>;
  closing: AbortSignal;
}

const TRIES = 4;
const FIRST_PAUSE_MS = 50;

/**
 * For whoever follows a database: one document that fails must not keep back those behind it. A failure that is not the
 * store's is a bug of ours: tried again, then shown to support, never passed in silence. An outage is thrown, and with it
 * the whole batch comes again.
 */
export async function tryOrOpenCase(
  { store, clock, log, closing }: TryOrOpenCase,
  about: Pick<CaseDocument, '_id' | 'order' | 'provider'>,
  work: () => Promise<void>
): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreUnavailable || closing.aborted) throw error;
      log.error({ err: error, case: about._id, failures }, 'a change cannot be followed up');
      if (failures >= TRIES) break;
      const pause = FIRST_PAUSE_MS * 2 ** failures;
      await wait(pause, undefined, { signal: closing }).catch(() => undefined);
    }
  }
  // The follower's place moves on only once support can see what was left behind.
  await openCase(
    store.cases,
    newCase({ ...about, kind: 'followUp.failed', openedAt: clock.now() })
  );
}
