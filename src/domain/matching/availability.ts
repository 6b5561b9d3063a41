import type { Job } from '../order/job.ts';
import { distanceM, type Point } from './distance.ts';

/** A visit that a provider has promised: ms of server time, and where. */
export interface Visit extends Point {
  startsAt: number;
  durationMin: number;
}

export function visitOf({ appointment, place }: Pick<Job, 'appointment' | 'place'>): Visit {
  const { startsAt, durationMin } = appointment;
  return { startsAt, durationMin, lat: place.lat, lon: place.lon };
}

/** In town, door to door; the great circle is shorter than the road. */
const METRES_PER_MINUTE = 400;
const PARKING_MIN = 10;

export function travelMs(from: Point, to: Point): number {
  return (distanceM(from, to) / METRES_PER_MINUTE + PARKING_MIN) * 60_000;
}

/** R3: free at that time, with the travel from the visit before and to the one after. */
export function isFree(visit: Visit, promised: readonly Visit[]): boolean {
  return promised.every((other) => {
    const travel = travelMs(visit, other);
    const endsBefore = visit.startsAt + visit.durationMin * 60_000 + travel <= other.startsAt;
    const startsAfter = other.startsAt + other.durationMin * 60_000 + travel <= visit.startsAt;
    return endsBefore || startsAfter;
  });
}
