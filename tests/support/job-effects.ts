import type { Job } from '#domain/order/job.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Actor, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob, FULL_RULES } from './a-full-job.ts';
import { aJob, NOW } from './builders.ts';
import { changes } from './moments.ts';

export const HASH = 'E'.repeat(43);
export const AT = NOW + 2 * HOUR_MS;
export const PROVIDER: Actor = { type: 'provider', id: 'anna' };
export const CUSTOMER: Actor = { type: 'customer' };

/** What the job says to a command, two hours after it was booked. */
export function decide<K extends CommandKind>(
  job: Job,
  kind: K,
  body: CommandBody<K>,
  actor: Actor = PROVIDER,
  at = AT
) {
  return applyToJob(job, { id: 'device-1:0000000042', kind, body, actor, at }, FULL_RULES);
}

/** What a command makes another in the job, or the code that speaks against it. */
export function effect<K extends CommandKind>(
  job: Job,
  kind: K,
  body: CommandBody<K>,
  actor?: Actor,
  at?: number
): unknown {
  const decision = decide(job, kind, body, actor, at);
  if (decision.outcome !== 'applied') return `${decision.outcome} ${decision.code}`;
  return changes(job, decision.next);
}

export const accepted = (fields: Partial<Job> = {}) => aJob(fields);
export const called = (fields: Partial<Job> = {}) =>
  aJob({ state: 'contacted', contactedAt: NOW, ...fields });
export const atWork = (fields: Partial<Job> = {}) =>
  aFullJob('friend', { soldProducts: [], ...fields });
export const STARTS_AT = accepted().appointment.startsAt;
