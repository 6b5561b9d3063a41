// When the demo's visits are: at hours at which people open the door, in the time of the place.
import { instantsOf, wallAt } from '#domain/booking/visit-time.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';

const HALF_HOUR_MS = HOUR_MS / 2;
const DAY_MS = 24 * HOUR_MS;

/** `time` on the wall, so many days from the day of `now`. */
export function onDay(now: number, days: number, time: string, timeZone: string): number {
  const { date } = wallAt(now, timeZone);
  const day = new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString();
  const [at] = instantsOf({ date: day.slice(0, 10), time }, timeZone);
  if (at === undefined) throw new RangeError(`no ${time} on ${day} in ${timeZone}`);
  return at;
}

/** The first half hour from `from` on at which it is between 9:00 and 18:00 on the wall. */
export function nextDaytime(from: number, timeZone: string): number {
  let at = Math.ceil(from / HALF_HOUR_MS) * HALF_HOUR_MS;
  for (;;) {
    const { time } = wallAt(at, timeZone);
    if (time >= '09:00' && time < '18:00') return at;
    at += HALF_HOUR_MS;
  }
}

/** The quarter of an hour nearest to `at`. */
export function toQuarter(at: number): number {
  return Math.round(at / (HALF_HOUR_MS / 2)) * (HALF_HOUR_MS / 2);
}
