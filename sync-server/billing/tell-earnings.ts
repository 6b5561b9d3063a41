import type { PayoutLine } from '#domain/billing/payout-line.ts';
import { forEach } from '../concurrency/for-each.ts';
import type { Background } from '../deps.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Change } from '../store/database-requests.ts';
import { writeEarning } from './write-earning.ts';

const AT_ONCE = 4;

/**
 * Billing tells of an earning when it writes the line, once. A store that was put together from a
 * copy can have the line and not the earning: whatever the ledger says is told again where it is
 * missing.
 */
export const tellEarnings: Background = ({ store, log, closing }) =>
  followChanges<PayoutLine>(store.ledger, {
    since: '0',
    checkpoint: 'earnings',
    includeDocs: true,
    signal: closing,
    onBatch: (changes) =>
      forEach(changes.flatMap(lineOf), AT_ONCE, (line) => writeEarning(store, line)),
    onError: (error) => log.warn({ err: error }, 'following the ledger waits for the store')
  });

function lineOf({ doc }: Change<PayoutLine>): PayoutLine[] {
  return doc?.type === 'payoutLine' ? [doc] : [];
}
