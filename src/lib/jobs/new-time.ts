import { wallAt } from '#domain/booking/visit-time.ts';
import { againstTime } from '#domain/order/guards.ts';
import { BOOKING_POLICY } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

const DAY_MS = 86_400_000;

/** What to say against a time that was typed (ms; null: it is none); empty where it can be asked for. */
export function newTimeError(startsAt: number | null, now: number): string {
  const against = startsAt === null ? 'appointment.past' : againstTime(startsAt, now);
  if (against === null) return '';
  if (against !== 'appointment.tooFar') return m.jobs_change_invalid();
  return m.jobs_change_too_far({ days: BOOKING_POLICY.horizonMs / DAY_MS });
}

/** The first and the last day that a date field offers, on the wall of the place. */
export function newTimeDays(now: number, timeZone: string): { min: string; max: string } {
  const day = (at: number) => wallAt(at, timeZone).date;
  return { min: day(now), max: day(now + BOOKING_POLICY.horizonMs) };
}
