// The way of a visit in the customer's terms: seven stations, of which exactly one is the present
// one while somebody is still to come.
import { isExpired } from '../expired-order.ts';
import type { Job } from '../job.ts';
import type { JobState } from '../job-states.ts';
import type { Order } from '../order.ts';

export const PHASES = [
  'searching',
  'unplaced',
  'expired',
  'found',
  'arranged',
  'confirmed',
  'travelling',
  'working',
  'completed',
  'review',
  'failed',
  'cancelled'
] as const;
/**
 * searching: helpers are asked · unplaced: nobody said yes, support looks · expired: its time has
 * come and nobody has it · found: somebody has it and will call · arranged: they have talked
 * · confirmed: the visit stands · travelling · working: arrived or at work · completed · review:
 * support looks at it before anything is charged · failed: the visit could not be completed ·
 * cancelled.
 */
export type Phase = (typeof PHASES)[number];

export const STATIONS = [
  'booked',
  'found',
  'arranged',
  'confirmed',
  'travelling',
  'working',
  'completed'
] as const;
export type Station = (typeof STATIONS)[number];

export interface JourneyStep {
  station: Station;
  state: 'done' | 'current' | 'later';
  /**
   * Server time (ms) at which it was reached; null while it was not, or where nobody wrote it down.
   */
  at: number | null;
}

/** Phase, and the station that is the present one in it; null where the way is over. */
const WHERE: Record<JobState, readonly [Phase, Station | null]> = {
  requested: ['searching', 'found'],
  offered: ['searching', 'found'],
  unplaced: ['unplaced', 'found'],
  accepted: ['found', 'arranged'],
  contacted: ['arranged', 'confirmed'],
  confirmed: ['confirmed', 'travelling'],
  travelling: ['travelling', 'travelling'],
  arrived: ['working', 'working'],
  working: ['working', 'working'],
  completed: ['completed', null],
  held: ['review', null],
  failed: ['failed', null],
  cancelled: ['cancelled', null]
};

export function phaseOf(job: Pick<Job, 'state' | 'appointment'>, now: number): Phase {
  return isExpired(job, now) ? 'expired' : WHERE[job.state][0];
}

export function journeyOf(order: Pick<Order, 'createdAt' | 'job'>, now: number): JourneyStep[] {
  const { job } = order;
  const reached: Record<Station, number | null> = {
    booked: order.createdAt,
    found: job.acceptedAt,
    arranged: job.contactedAt,
    confirmed: job.confirmedAt,
    travelling: job.travel?.startedAt ?? null,
    working: job.arrivedAt,
    completed: job.completion?.at ?? null
  };
  const current = isExpired(job, now) ? null : WHERE[job.state][1];
  const present = current ? STATIONS.indexOf(current) : STATIONS.length;
  return STATIONS.map((station, index) => {
    const at = reached[station];
    if (station === current) return { station, state: 'current', at };
    const isDone = index < present && (at !== null || current !== null);
    return isDone ? { station, state: 'done', at } : { station, state: 'later', at: null };
  });
}
