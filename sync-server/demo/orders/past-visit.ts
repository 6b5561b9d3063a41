import { HOUR_MS } from '#domain/policy/policy.ts';
import type { OrderScript } from './order-script.ts';
import type { Scene, SceneBooking } from './scene.ts';
import { called, DAY_MS, taken } from './visit-steps.ts';

export interface PastVisit {
  for: SceneBooking['for'];
  service: string;
  days: number;
  time: string;
  /** Whoever is asked first, where none is named. */
  provider?: string;
  problem: string;
}

/**
 * A visit on an earlier day, up to the morning of that day: booked three days before, called,
 * confirmed.
 */
export function pastVisit(scene: Scene, name: string, visit: PastVisit): OrderScript {
  const { service, days, time, provider, problem } = visit;
  const startsAt = scene.day(visit.for, days, time);
  const bookedAt = startsAt - 3 * DAY_MS;
  const script = scene.book(name, { for: visit.for, service, startsAt, at: bookedAt, problem });
  taken(script, provider);
  called(script, bookedAt + 5 * HOUR_MS, 'Umfang, Preis und Termin besprochen.');
  return script.do('appointment.confirm', {}, startsAt - 6 * HOUR_MS);
}
