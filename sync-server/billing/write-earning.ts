import { earningOf, type PayoutLine } from '#domain/billing/payout-line.ts';
import type { EarningDocument } from '#domain/order/views/inbox.ts';
import type { Store } from '../store/store.ts';

/**
 * Tells the provider's devices of an earning; `paid` never goes back to `coming`, whoever writes
 * last.
 */
export async function writeEarning(store: Pick<Store, 'inbox'>, line: PayoutLine): Promise<void> {
  const earning = earningOf(line);
  await store
    .inbox(line.provider)
    .update<EarningDocument>(earning._id, (current) =>
      current && current.generation >= earning.generation ? undefined : earning
    );
}
