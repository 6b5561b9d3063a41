import { TIME_POLICY } from '../policy/policy.ts';
import type { Job } from './job.ts';

/** The time limits of a job (R8, R9, R27), ms of server time; null where one does not apply yet. */
export function contactDueAt(job: Pick<Job, 'acceptedAt'>): number | null {
  return job.acceptedAt === null ? null : job.acceptedAt + TIME_POLICY.contactLimitMs;
}

export function confirmOpensAt(job: Pick<Job, 'appointment'>): number {
  return job.appointment.startsAt - TIME_POLICY.confirmOpensMs;
}

export function confirmDueAt(job: Pick<Job, 'appointment'>): number {
  return job.appointment.startsAt - TIME_POLICY.confirmClosesMs;
}

export function freeCancelUntil(job: Pick<Job, 'appointment'>): number {
  return job.appointment.startsAt - TIME_POLICY.freeCancelMs;
}

/** When the customer's contact data leave the provider's devices; null as long as the order has not ended. */
export function contactEndsAt(
  job: Pick<Job, 'state' | 'completion' | 'failure' | 'contactRemovedAt'>
): number | null {
  if (job.contactRemovedAt !== undefined) return null;
  const ended =
    job.state === 'completed' ? job.completion : job.state === 'failed' ? job.failure : null;
  return ended && ended.at + TIME_POLICY.contactKeptMs;
}

/** Accepted this late, a visit counts as confirmed at once (R9). */
export function isConfirmedByAccepting(job: Pick<Job, 'appointment'>, at: number): boolean {
  return at >= confirmDueAt(job);
}
