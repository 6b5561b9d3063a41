// Public holidays of a market, as far as the whole country keeps them: a fixed date, or so many days
// from Easter Sunday. Those of single states, cantons and towns are not here: whoever keeps them
// enters the day. Computed, so that no year is missing and no list has to be bought or renewed.
// Beside the markets' records and not among the policy's exports: no page of a customer loads it.
import type { LocalText } from '../../catalog/service-package.ts';
import { DAY_MS } from '../time.ts';
import type { Market } from './markets.ts';

/** `date`: month and day, `MM-DD`; `easter`: days after Easter Sunday, before it negative. */
export type Holiday = { name: LocalText } & ({ date: string } | { easter: number });

export const MARKET_HOLIDAYS: Record<Market, readonly Holiday[]> = {
  DE: [
    { date: '01-01', name: { de: 'Neujahr', en: 'New Year’s Day' } },
    { easter: -2, name: { de: 'Karfreitag', en: 'Good Friday' } },
    { easter: 1, name: { de: 'Ostermontag', en: 'Easter Monday' } },
    { date: '05-01', name: { de: 'Tag der Arbeit', en: 'Labour Day' } },
    { easter: 39, name: { de: 'Christi Himmelfahrt', en: 'Ascension Day' } },
    { easter: 50, name: { de: 'Pfingstmontag', en: 'Whit Monday' } },
    { date: '10-03', name: { de: 'Tag der Deutschen Einheit', en: 'German Unity Day' } },
    { date: '12-25', name: { de: '1. Weihnachtstag', en: 'Christmas Day' } },
    { date: '12-26', name: { de: '2. Weihnachtstag', en: 'Boxing Day' } }
  ],
  /** The four that every canton keeps. */
  CH: [
    { date: '01-01', name: { de: 'Neujahr', en: 'New Year’s Day' } },
    { easter: 39, name: { de: 'Auffahrt', en: 'Ascension Day' } },
    { date: '08-01', name: { de: 'Bundesfeiertag', en: 'Swiss National Day' } },
    { date: '12-25', name: { de: 'Weihnachten', en: 'Christmas Day' } }
  ]
};

/** What the market keeps on a day (`YYYY-MM-DD`); undefined on any other. */
export function holidayOn(market: Market, day: string): Holiday | undefined {
  return MARKET_HOLIDAYS[market].find((each) => dayOf(each, yearOf(day)) === day);
}

/** The next ones from that day on, the day itself too. */
export function holidaysFrom(market: Market, day: string, count: number) {
  const year = yearOf(day);
  const days = [year, year + 1].flatMap((each) =>
    MARKET_HOLIDAYS[market].map((holiday) => ({ day: dayOf(holiday, each), holiday }))
  );
  return days
    .filter((each) => each.day >= day)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .slice(0, count);
}

function dayOf(holiday: Holiday, year: number): string {
  if ('date' in holiday) return `${year}-${holiday.date}`;
  return isoDay(easterSunday(year) + holiday.easter * DAY_MS);
}

/** Midnight UTC of it, by the rule of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return Date.UTC(year, month - 1, day);
}

const yearOf = (day: string) => Number(day.slice(0, 4));
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
