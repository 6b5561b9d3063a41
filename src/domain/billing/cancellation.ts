// R27: what a cancelled visit costs, who pays it, and that the provider who had it is compensated.
// 1. Nobody owes anything as long as no provider has the job, or until the free time is over
//    (limits.ts).
// 2. Afterwards the fee rises by tiers (the market's rules); one that would begin in the free time begins at
//    its end. The fee is fixed at the moment of cancelling and never computed again.
// 3. On the customer's wish the customer pays; where it lay with us the platform pays the provider
//    the same (R26).
import type { Minor, Ms } from '../brand.ts';
import { shareOf } from '../money/money.ts';
import type { Job } from '../order/job.ts';
import { cancelSharesOf, freeCancelUntil } from '../order/limits.ts';
import type { VisitFeePayer } from './failed-visit.ts';

export const CANCEL_CAUSES = ['customer', 'provider', 'platform'] as const;
/** On whose account a visit is cancelled. */
export type CancelCause = (typeof CANCEL_CAUSES)[number];

export interface CancelFee {
  payer: VisitFeePayer;
  /** Gross; 0 exactly where nobody pays. */
  feeMinor: Minor;
}

/** One step of the fee: what it is from a moment (ms of server time) on. */
export interface CancelTier {
  from: Ms;
  feeMinor: Minor;
}

const PAYER: Record<CancelCause, VisitFeePayer> = {
  customer: 'customer',
  provider: 'nobody',
  platform: 'platform'
};

type Tiered = Pick<Job, 'appointment' | 'acceptedAt' | 'appointmentChanges'> & {
  terms: Pick<Job['terms'], 'visitFeeMinor' | 'cancelTiers'>;
};
type Cancellable = Tiered & Pick<Job, 'provider' | 'travel'>;

/** From the end of the free time on, cheapest first; no two begin at once. */
export function cancelTiers(job: Tiered): CancelTier[] {
  const freeUntil = freeCancelUntil(job);
  const { startsAt } = job.appointment;
  return cancelSharesOf(job)
    .map(({ fromMs, shareBps }) => ({
      from: Math.max(startsAt - fromMs, freeUntil),
      feeMinor: shareOf(job.terms.visitFeeMinor, shareBps)
    }))
    .filter(({ from }, index, all) => from !== all[index + 1]?.from);
}

/** What cancelling at that moment costs whoever it lies with. */
export function cancelFeeMinor(job: Cancellable, at: Ms): Minor {
  if (!job.provider) return 0;
  const tiers = cancelTiers(job);
  const reached = job.travel ? tiers : tiers.filter(({ from }) => at > from);
  return reached.at(-1)?.feeMinor ?? 0;
}

export function cancelFee(job: Cancellable, cause: CancelCause, at: Ms): CancelFee {
  const payer = PAYER[cause];
  const feeMinor = payer === 'nobody' ? 0 : cancelFeeMinor(job, at);
  return feeMinor > 0 ? { payer, feeMinor } : { payer: 'nobody', feeMinor: 0 };
}
