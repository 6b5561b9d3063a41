// R22: the fee depends on who comes, which is not known when the visit is booked. What is shown
// until then is the most that it may be; it can only become less.
import type { Minor } from '../brand.ts';
import type { Job, ProviderRole } from '../order/job.ts';
import type { Order } from '../order/order.ts';
import type { ByRole } from '../policy/policy.ts';

/** @param proOnly nobody but a Pro may come */
export function promisedFeeMinor(fee: ByRole<Minor>, proOnly: boolean): Minor {
  return proOnly ? fee.pro : Math.max(fee.friend, fee.pro);
}

/** The job's terms if somebody of this role comes. */
export function termsFor({ job, rules }: Pick<Order, 'job' | 'rules'>, role: ProviderRole) {
  const guaranteeFeeMinor = rules?.guaranteeFeeMinor[role] ?? job.terms.guaranteeFeeMinor;
  return { ...job.terms, guaranteeFeeMinor } satisfies Job['terms'];
}
