import { hasBegun } from '../booking/visit-time.ts';
import { UNASSIGNED_STATES } from './job-states.ts';
import type { Job } from './job.ts';
import type { Order } from './order.ts';

/** The visit's time has come and nobody has it: nobody will come, and nothing is owed. */
export function isExpired(job: Pick<Job, 'state' | 'appointment'>, now: number): boolean {
  return UNASSIGNED_STATES.includes(job.state) && hasBegun(job.appointment, now);
}

/** Whether the history says so already. */
export function hasExpired({ job, history }: Pick<Order, 'job' | 'history'>): boolean {
  return history.some(({ what, at }) => what === 'order.expire' && hasBegun(job.appointment, at));
}
