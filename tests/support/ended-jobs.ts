import { billOf } from '#domain/billing/bill.ts';
import type { Job } from '#domain/order/job.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob } from './a-full-job.ts';
import { FACTS, NOW, SIGNATURE } from './builders.ts';

/** When the visit ended. */
export const AT = NOW + 49 * HOUR_MS;

export function completed(job: Job): Job {
  const statement = buildStatement(job, FACTS);
  const completion = { action: 'a', at: AT, statement, statementHash: 'h', signature: SIGNATURE };
  return { ...job, state: 'completed', completion };
}

export const failed = (
  cause: NonNullable<Job['failure']>['cause'],
  role: 'friend' | 'pro' = 'friend'
) => aFullJob(role, { state: 'failed', failure: { at: AT, cause, note: '' } });

export const cancelled = (
  payer: 'customer' | 'platform' | 'nobody',
  feeMinor: number,
  job = aFullJob()
) =>
  ({
    ...job,
    state: 'cancelled',
    cancellation: { at: AT, by: 'support', reason: '', payer, feeMinor }
  }) satisfies Job;

export const FRIENDS_BILL = billOf(completed(aFullJob()))!;
