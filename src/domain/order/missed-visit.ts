// A visit whose time is over while nobody says how it went: support is told, the provider keeps the
// job and may still report.
// 1. Due once for each appointment: an entry of the history that is as late as the due time says
//    that it was told.
// 2. In every state in which somebody is still to come or to finish; before that the waterfall and
//    the limits of R8 and R9 say so, afterwards the end of the visit does.
import { endsAt } from '../booking/visit-time.ts';
import { TIME_POLICY } from '../policy/policy.ts';
import { ARRIVING_STATES, AT_THE_VISIT_STATES } from './job-states.ts';
import type { Job } from './job.ts';
import type { Order } from './order.ts';

interface Miss {
  /** Neither arrived nor given up · arrived and never finished. */
  what: 'visit.miss' | 'visit.overrun';
  /** ms of server time. */
  dueAt: number;
}

/**
 * What support is to be told of this visit, and when; null where there is nothing to tell or it was
 * told.
 */
export function missOf({ job, history }: Pick<Order, 'job' | 'history'>): Miss | null {
  const miss = missIn(job);
  const isTold = history.some(({ what, at }) => what === miss?.what && at >= miss.dueAt);
  return isTold ? null : miss;
}

function missIn({ state, appointment, arrivedAt }: Job): Miss | null {
  const startsAt = Math.max(appointment.startsAt, arrivedAt ?? 0);
  const overAt = endsAt({ ...appointment, startsAt });
  if (ARRIVING_STATES.includes(state)) {
    return { what: 'visit.miss', dueAt: overAt + TIME_POLICY.missedAfterMs };
  }
  if (AT_THE_VISIT_STATES.includes(state)) {
    return { what: 'visit.overrun', dueAt: overAt + TIME_POLICY.unfinishedAfterMs };
  }
  return null;
}
