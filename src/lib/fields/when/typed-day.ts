// A day as people write it where day comes before month, which is so in every market: "4.12.2026",
// "4/12", "04122026", "Do., 4. Dez. 2026". What the screen shows can be typed; ISO too.
import { dayTag } from '$lib/i18n/written-as.ts';

/** `today` and the result: `YYYY-MM-DD`. Null where it is no day of the calendar. */
export function dayTyped(text: string, today: string, locales: readonly string[]): string | null {
  const plain = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const solid = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(plain);
  const numbers = /^(\d{1,2})[\s./,-]+(\d{1,2})(?:[\s./,-]+(\d{4}|\d{2}))?\.?$/.exec(plain);
  const found = solid ?? numbers;
  if (found) return nextOf(Number(found[1]), Number(found[2]), found[3], today);
  const words = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})\.?\s+(\p{L}+)\.?(?:,?\s+(\d{4}))?$/u.exec(plain);
  const month = words ? monthNamed(words[2] ?? '', locales) : 0;
  return words && month > 0 ? nextOf(Number(words[1]), month, words[3], today) : null;
}

/** "04.12.2026", "04/12/2026". */
export function dayShown(day: string, locale: string): string {
  const parts = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : new Intl.DateTimeFormat(dayTag(locale), parts).format(at);
}

/** Without a year the next such day. */
function nextOf(day: number, month: number, year: string | undefined, today: string) {
  if (year !== undefined) return dayOf(Number(year.length === 2 ? `20${year}` : year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const soon = dayOf(thisYear, month, day);
  return soon !== null && soon >= today ? soon : dayOf(thisYear + 1, month, day);
}

/** Of births; what is too long ago for anything else its own rules say. */
const OLDEST_YEAR = 1900;

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal && year >= OLDEST_YEAR && year < 10_000 ? at.toISOString().slice(0, 10) : null;
}

const SHORTEST_MONTH = 3;

/** 1 to 12, or 0: by its first letters, in any language of the product. */
function monthNamed(letters: string, locales: readonly string[]): number {
  if (letters.length < SHORTEST_MONTH) return 0;
  const months = Array.from({ length: 12 }, (_none, index) => index + 1);
  const isNamed = (month: number) =>
    locales.some((locale) =>
      new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
        .format(Date.UTC(2026, month - 1, 1))
        .toLowerCase()
        .startsWith(letters)
    );
  return months.find(isNamed) ?? 0;
}
