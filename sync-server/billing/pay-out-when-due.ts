import { withLease } from '../store/lease.ts';
import type { BillingDeps } from './billing-deps.ts';
import { payOut } from './pay-out.ts';
import type { StoredDocument } from '../store/stored-document.ts';

interface PayoutRun extends StoredDocument {
  type: 'payoutRun';
  /** Periods since the beginning of time. */
  period: number;
}

/** Pays providers, once in each period and in one process; how many payouts. */
export async function payOutWhenDue(
  deps: BillingDeps,
  { owner, everyMs }: { owner: string; everyMs: number }
): Promise<number> {
  const { clock } = deps;
  const { ledger } = deps.store;
  const period = Math.floor(clock.now() / everyMs);
  const last = await ledger.get<PayoutRun>('payoutRun');
  if (last && last.period >= period) return 0;
  const paid = await withLease('payout', { database: ledger, clock, owner }, async (lease) => {
    const count = await payOut(deps, lease.fence, lease.lost);
    if (!lease.lost.aborted) {
      await ledger.update<PayoutRun>('payoutRun', (current) =>
        current && current.period >= period
          ? undefined
          : { _id: 'payoutRun', type: 'payoutRun', period }
      );
    }
    return count;
  });
  return paid ?? 0;
}
