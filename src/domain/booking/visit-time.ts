// When a visit may be asked for. The customer says a day and a time on the wall of the place; the
// instant follows from its zone.
// 1. A wall-clock time that does not exist (spring) is refused in words, never shifted; one that
//    exists twice (autumn) means the first.
// 2. The whole visit lies within the market's opening hours, not only its start, and on no closed day. Written with Intl, which
//    both sides have: the booking page must not carry a time library. Tests compare it with
//    Temporal.
import type { Ms } from '../brand.ts';
import {
  BOOKING_POLICY,
  DAY_MS,
  MINUTE_MS,
  USUAL_RULES,
  type VisitHours
} from '../policy/policy.ts';

/** On the wall at the place: `YYYY-MM-DD` and `HH:MM`. */
export interface VisitWish {
  date: string;
  time: string;
}

export type VisitFault =
  'invalid' | 'time.gap' | 'time.tooSoon' | 'time.tooFar' | 'time.closed' | 'time.closedDay';

/** The one reading of a visit's time: it begins at `startsAt` and is over a `durationMin` later. */
interface VisitTime {
  startsAt: Ms;
  durationMin: number;
}

export function endsAt({ startsAt, durationMin }: VisitTime): Ms {
  return startsAt + durationMin * MINUTE_MS;
}

/** From then on nobody can be asked any more to come at that time. */
export function hasBegun({ startsAt }: Pick<VisitTime, 'startsAt'>, at: Ms): boolean {
  return at >= startsAt;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall shows in a zone at an instant (ms). */
export function wallAt(at: Ms, timeZone: string): VisitWish {
  const wall = new Date(wallAsUtc(at, timeZone)).toISOString();
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/**
 * Every instant (ms) at which the wall shows this: none in the spring gap, two in the autumn hour,
 * earliest first.
 */
export function instantsOf(wish: VisitWish, timeZone: string): Ms[] {
  const asUtc = Date.parse(`${wish.date}T${wish.time}:00Z`);
  if (Number.isNaN(asUtc)) return [];
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((at) => wallAsUtc(at, timeZone) - at);
  return [...new Set(offsets.map((offset) => asUtc - offset))]
    .filter((at) => wallAsUtc(at, timeZone) === asUtc)
    .sort((a, b) => a - b);
}

/** What speaks against a wish, or null. `now` is server time in ms. */
export function visitFault(
  wish: VisitWish,
  durationMin: number,
  timeZone: string,
  now: Ms,
  hours: VisitHours = USUAL_RULES
): VisitFault | null {
  if (!isRealDate(wish.date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(wish.time)) return 'invalid';
  const startsAt = instantsOf(wish, timeZone)[0];
  if (startsAt === undefined) return 'time.gap';
  const startMin = minutesOf(wish.time);
  const { opensMin, closesMin, leadMs, closedDays } = hours;
  if (startsAt < now + leadMs) return 'time.tooSoon';
  if (isBeyondHorizon(startsAt, now)) return 'time.tooFar';
  if (closedDays.some(({ day }) => day === wish.date)) return 'time.closedDay';
  if (startMin < opensMin || startMin + durationMin > closesMin) return 'time.closed';
  return null;
}

/** Further ahead than a visit may lie, whoever asks for it. */
export function isBeyondHorizon(startsAt: Ms, now: Ms): boolean {
  return startsAt > now + BOOKING_POLICY.horizonMs;
}

/** Half-hour starts of a day that can still be asked for. */
export function startTimesOn(
  date: string,
  durationMin: number,
  timeZone: string,
  now: Ms,
  hours: VisitHours = USUAL_RULES
): string[] {
  const { opensMin, closesMin } = hours;
  const times: string[] = [];
  for (let at = opensMin; at + durationMin <= closesMin; at += BOOKING_POLICY.slotMin) {
    const time = `${two(Math.floor(at / 60))}:${two(at % 60)}`;
    if (!visitFault({ date, time }, durationMin, timeZone, now, hours)) times.push(time);
  }
  return times;
}

/** The next days (`YYYY-MM-DD`, on the wall of the zone) on which a visit can still start. */
export function bookableDays(
  count: number,
  durationMin: number,
  timeZone: string,
  now: Ms,
  hours: VisitHours = USUAL_RULES
): string[] {
  const today = Date.parse(`${wallAt(now, timeZone).date}T00:00:00Z`);
  const days: string[] = [];
  for (let day = 0; days.length < count && day * DAY_MS <= BOOKING_POLICY.horizonMs; day += 1) {
    const date = new Date(today + day * DAY_MS).toISOString().slice(0, 10);
    if (startTimesOn(date, durationMin, timeZone, now, hours).length > 0) days.push(date);
  }
  return days;
}

function isRealDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(at || 0).toISOString().startsWith(date);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The wall's reading, written down as if it were UTC (ms). */
function wallAsUtc(at: Ms, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    const two = '2-digit' as const;
    const parts = { year: 'numeric' as const, month: two, day: two, hour: two, minute: two };
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute) + (at % MINUTE_MS);
}

const two = (value: number) => String(value).padStart(2, '0');
