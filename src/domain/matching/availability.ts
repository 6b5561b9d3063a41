import { endsAt } from '../booking/visit-time.ts';
import type { Ms } from '../brand.ts';
import type { Job } from '../order/job.ts';
import { MATCHING_POLICY, MINUTE_MS } from '../policy/policy.ts';
import { distanceM, type Point } from './distance.ts';

/** A visit that a provider has promised: ms of server time, and where. */
export interface Visit extends Point {
  startsAt: Ms;
  durationMin: number;
}

export function visitOf({ appointment, place }: Pick<Job, 'appointment' | 'place'>): Visit {
  const { startsAt, durationMin } = appointment;
  return { startsAt, durationMin, lat: place.lat, lon: place.lon };
}

export function travelMs(from: Point, to: Point): Ms {
  const { metresPerMinute, parkingMin } = MATCHING_POLICY;
  return (distanceM(from, to) / metresPerMinute + parkingMin) * MINUTE_MS;
}

/** R3: free at that time, with the travel from the visit before and to the one after. */
export function isFree(visit: Visit, promised: readonly Visit[]): boolean {
  return promised.every((other) => {
    const travel = travelMs(visit, other);
    const endsBefore = endsAt(visit) + travel <= other.startsAt;
    const startsAfter = endsAt(other) + travel <= visit.startsAt;
    return endsBefore || startsAfter;
  });
}
