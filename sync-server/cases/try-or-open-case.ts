import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { retry } from '../concurrency/retry.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import type { CaseDocument } from './case-document.ts';
import { openCase } from './open-case.ts';

export interface TryOrOpenCase {
  store: Pick<Store, 'cases'>;
  clock: Clock;
  log: Pick<FastifyBaseLogger, 'error'>;
  closing: AbortSignal;
}

const TRIES = 4;
const BACK_OFF = { firstMs: 100, longestMs: 1_000 };

/**
 * For whoever follows a database: one document that fails must not keep back those behind it. A
 * failure that is not the store's is a bug of ours: tried again, then shown to support, never
 * passed over in silence. An outage is thrown, and with it the whole batch comes again.
 */
export async function tryOrOpenCase(
  { store, clock, log, closing }: TryOrOpenCase,
  about: Pick<CaseDocument, '_id' | 'order' | 'provider'>,
  work: () => Promise<void>
): Promise<void> {
  try {
    await retry(work, {
      ...BACK_OFF,
      tries: TRIES,
      signal: closing,
      isFinal: (error) => error instanceof StoreUnavailable,
      onFailure: (err, failures) =>
        log.error({ err, case: about._id, failures }, 'a change cannot be followed up')
    });
  } catch (error) {
    if (error instanceof StoreUnavailable || closing.aborted) throw error;
    // The follower's place moves on only once support can see what was left behind.
    await openCase(store, { ...about, kind: 'followUp.failed', openedAt: clock.now() });
  }
}
