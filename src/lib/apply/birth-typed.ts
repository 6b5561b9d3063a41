import { LOCALES } from '#domain/policy/policy.ts';
import { dayTyped } from '$lib/fields/when/typed-day.ts';

/** Three numbers, or eight or six digits: no birthday is "the next one". */
const HAS_YEAR = /\d{4}|^\d{6}$|\D\d{1,2}\D+\d{2}\.?$/;

/**
 * A day of birth as people write it. A year of two digits is the last one that was.
 * @param today and the result: `YYYY-MM-DD`. Null where it is no day of the calendar
 */
export function birthTyped(text: string, today: string): string | null {
  const typed = text.trim();
  const day = HAS_YEAR.test(typed) ? dayTyped(typed, today, LOCALES) : null;
  if (day === null || day <= today || typed.includes(day.slice(0, 4))) return day;
  return `${Number(day.slice(0, 4)) - 100}${day.slice(4)}`;
}
