import { instantsOf, type VisitWish } from '#domain/booking/visit-time.ts';
import { againstTime } from '#domain/order/life-cycle/guards.ts';
import { BOOKING_POLICY } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

const DAY_MS = 86_400_000;

/**
 * The instant (ms) of a time that was typed, on the wall of the place, or what to say against it.
 * Of a time that happens twice (autumn) the first; one that the change to summer time skips is
 * none, and is never shifted.
 */
export function newTime(
  wish: VisitWish,
  timeZone: string,
  now: number
): { startsAt: number; error?: never } | { error: string } {
  const [startsAt] = instantsOf(wish, timeZone);
  if (startsAt === undefined) {
    const isTime = !Number.isNaN(Date.parse(`${wish.date}T${wish.time}:00Z`));
    return { error: isTime ? m.booking_error_time_gap() : m.jobs_change_invalid() };
  }
  const against = againstTime(startsAt, now);
  if (against === null) return { startsAt };
  if (against !== 'appointment.tooFar') return { error: m.jobs_change_invalid() };
  return { error: m.jobs_change_too_far({ days: BOOKING_POLICY.horizonMs / DAY_MS }) };
}
