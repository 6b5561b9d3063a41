import type { Minor, Ms, OrderId, ProviderId } from '../brand.ts';
import type { LocalText } from '../catalog/service-package.ts';
import type { EarningDocument } from '../order/views/inbox.ts';
import type { Job } from '../order/job.ts';
import type { Currency } from '../policy/policy.ts';
import type { Settlement } from '../price/settlement.ts';
import type { Bill } from './bill.ts';

/** Ledger document `payoutLine:<orderId>`: what a provider has earned with one order (R20). */
export interface PayoutLine {
  _id: string;
  _rev?: string;
  type: 'payoutLine';
  order: OrderId;
  provider: ProviderId;
  title: LocalText;
  currency: Currency;
  amountMinor: Minor;
  lines: Settlement['payoutLines'];
  completedAt: Ms;
  state: 'open' | 'paid';
  payout: { id: string; paidAt: Ms } | null;
}

/** Null where the provider gets nothing. */
export function newPayoutLine(job: Job, bill: Bill): PayoutLine | null {
  const { payoutMinor, payoutLines } = bill.settlement;
  if (!job.provider || payoutMinor <= 0) return null;
  return {
    _id: `payoutLine:${job.id}`,
    type: 'payoutLine',
    order: job.id,
    provider: job.provider.id,
    title: job.service.title,
    currency: job.terms.currency,
    amountMinor: payoutMinor,
    lines: payoutLines,
    completedAt: bill.at,
    state: 'open',
    payout: null
  };
}

/** The provider's own view of it. `coming` is generation 1 and `paid` 2: it never goes back. */
export function earningOf(line: PayoutLine): EarningDocument {
  return {
    _id: `earning:${line.order}`,
    type: 'earning',
    generation: line.state === 'paid' ? 2 : 1,
    order: line.order,
    title: line.title,
    completedAt: line.completedAt,
    currency: line.currency,
    lines: line.lines,
    payoutMinor: line.amountMinor,
    state: line.state === 'paid' ? 'paid' : 'coming',
    payout: line.payout
  };
}
