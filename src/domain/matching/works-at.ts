// R3: whether a helper works at the time of a visit, by what they said themselves.
// 1. Who has said nothing works at all times. A vacation is away, whatever else was said.
// 2. A date goes before holiday and week: `away` takes from it, `works` adds to it.
// 3. On a public holiday of the market nobody works who does not say so.
// 4. The whole visit lies within, with no pause between; spans that touch are one, over midnight too.
// 5. Times are those on the market's wall. In the night of a clock change they mean the instants that
//    the wall shows: the hour that is skipped is no time, the one that comes twice is two hours.
import { endsAt, instantsOf, wallAt } from '../booking/visit-time.ts';
import type { Ms } from '../brand.ts';
import { holidayOn } from '../policy/markets/holidays.ts';
import { DAY_MS, MARKET_POLICY, MINUTE_MS, type Market } from '../policy/policy.ts';
import { worksOnHolidays, type Span, type WorkPlan } from '../profile/work-plan.ts';

export type NotWorking = 'onVacation' | 'publicHoliday' | 'outsideHours';

interface VisitTime {
  startsAt: Ms;
  durationMin: number;
}

const DAY_MIN = 24 * 60;
const WHOLE_DAY: readonly Span[] = [{ from: 0, until: DAY_MIN }];

/** Null where they work from the visit's first minute to its last. */
export function againstWorking(
  plan: WorkPlan,
  visit: VisitTime,
  market: Market
): NotWorking | null {
  const { hours, dates, vacation } = plan;
  // By far the most: asked of thousands for one order.
  if (!hours && !vacation && !Object.keys(dates).length && worksOnHolidays(plan)) return null;
  const days = daysOf(visit, market);
  if (isCovered(visit, days, (day) => spansOn(plan, day, market))) return null;
  if (vacation && days.some(({ day }) => isWithin(vacation, day))) return 'onVacation';
  const onHolidays = { ...plan, worksOnHolidays: true };
  return isCovered(visit, days, (day) => spansOn(onHolidays, day, market))
    ? 'publicHoliday'
    : 'outsideHours';
}

export function worksAt(plan: WorkPlan, visit: VisitTime, market: Market): boolean {
  return againstWorking(plan, visit, market) === null;
}

/** When they work on a day (`YYYY-MM-DD`), in order. */
export function spansOn(plan: WorkPlan, day: string, market: Market): Span[] {
  if (plan.vacation && isWithin(plan.vacation, day)) return [];
  const isFree = !worksOnHolidays(plan) && holidayOn(market, day) !== undefined;
  const usual = isFree ? [] : (plan.hours?.[weekdayOf(day)] ?? (plan.hours ? [] : WHOLE_DAY));
  const date = plan.dates[day];
  if (!date) return joined(usual);
  const { is, from, until } = date;
  if (is === 'works') return joined([...usual, { from, until }]);
  return joined(usual).flatMap((span) =>
    [
      { from: span.from, until: Math.min(span.until, from) },
      { from: Math.max(span.from, until), until: span.until }
    ].filter((left) => left.from < left.until)
  );
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

const isWithin = ({ from, until }: { from: string; until: string }, day: string) =>
  from <= day && day <= until;

/** In order, those that touch made one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else all.push({ ...span });
  }
  return all;
}

/** A day on the wall, in parts of which each has one offset: two on the day of a clock change. */
interface LocalDay {
  day: string;
  /** Instants; `midnight`: which one the wall's 00:00 is, or would be, at the part's offset. */
  parts: { from: Ms; until: Ms; midnight: Ms }[];
}

function isCovered(
  visit: VisitTime,
  days: readonly LocalDay[],
  spansOf: (day: string) => readonly Span[]
): boolean {
  const times = days.flatMap(({ day, parts }) =>
    parts.flatMap((part) =>
      spansOf(day).map(({ from, until }) => ({
        from: Math.max(part.from, part.midnight + from * MINUTE_MS),
        until: Math.min(part.until, part.midnight + until * MINUTE_MS)
      }))
    )
  );
  let covered = visit.startsAt;
  for (const { from, until } of times) {
    if (from <= covered) covered = Math.max(covered, until);
  }
  return covered >= endsAt(visit);
}

/** The same visit is held against many helpers. */
const known = new WeakMap<VisitTime, { market: Market; days: LocalDay[] }>();

function daysOf(visit: VisitTime, market: Market): LocalDay[] {
  const before = known.get(visit);
  if (before?.market === market) return before.days;
  const { timeZone } = MARKET_POLICY[market];
  const last = wallAt(endsAt(visit), timeZone).date;
  const days: LocalDay[] = [];
  for (let day = wallAt(visit.startsAt, timeZone).date; day <= last; day = nextDay(day)) {
    days.push(localDay(day, timeZone));
  }
  known.set(visit, { market, days });
  return days;
}

function localDay(day: string, timeZone: string): LocalDay {
  const [from, until] = [midnightOf(day, timeZone), midnightOf(nextDay(day), timeZone)];
  const asUtc = Date.parse(`${day}T00:00Z`);
  const midnightAt = (at: Ms) => asUtc - offsetAt(at, timeZone);
  if (until - from === DAY_MS) return { day, parts: [{ from, until, midnight: from }] };
  const change = changeBetween(from, until, timeZone);
  return {
    day,
    parts: [
      { from, until: change, midnight: from },
      { from: change, until, midnight: midnightAt(until - MINUTE_MS) }
    ]
  };
}

const midnightOf = (date: string, timeZone: string) =>
  instantsOf({ date, time: '00:00' }, timeZone)[0] ?? Date.parse(`${date}T00:00Z`);

/** ms by which the wall is before UTC. */
function offsetAt(at: Ms, timeZone: string): Ms {
  const { date, time } = wallAt(at, timeZone);
  return Date.parse(`${date}T${time}Z`) - at;
}

/** The first instant with the later offset. */
function changeBetween(from: Ms, until: Ms, timeZone: string): Ms {
  const before = offsetAt(from, timeZone);
  let [low, high] = [from / MINUTE_MS, until / MINUTE_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE_MS, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}
