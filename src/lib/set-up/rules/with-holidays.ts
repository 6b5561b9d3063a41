import { localText } from '#domain/catalog/service-package.ts';
import { holidaysFrom, MARKET_HOLIDAYS } from '#domain/policy/markets/holidays.ts';
import type { Market } from '#domain/policy/policy.ts';

/** The lines that were typed, and one for each public holiday of a year that is not there yet. */
export function withHolidays(
  typed: string,
  { market, today, locale }: { market: Market; today: string; locale: string }
): string {
  const next = holidaysFrom(market, today, MARKET_HOLIDAYS[market].length);
  const lines = next
    .filter(({ day }) => !typed.includes(day))
    .map(({ day, holiday }) => `${day} ${localText(holiday.name, locale)}`);
  return [typed.trim(), ...lines].filter(Boolean).join('\n');
}
