import { PLAN_LIMITS } from '#domain/policy/plan-limits.ts';
import type { Span } from '#domain/profile/work-plan.ts';
import { dayTag } from '$lib/i18n/written-as.ts';
import { getLocale } from '$lib/paraglide/runtime';

export const DAY_MIN = 24 * 60;
export const USUAL: Span = { from: 8 * 60, until: 18 * 60 };
const DAY_MS = 86_400_000;
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

/** "08:00"; the end of a day is "24:00". */
export function clockText(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Starts, or ends, that a span may have; one that was set elsewhere is among them. */
export function timeOptions(from: number, until: number, chosen: number) {
  const { stepMin } = PLAN_LIMITS;
  const times = new Set([chosen]);
  for (let at = from; at <= until; at += stepMin) times.add(at);
  return [...times]
    .sort((a, b) => a - b)
    .map((at) => ({ value: String(at), label: clockText(at) }));
}

/** "Montag" for 0. */
export function weekdayName(index: number): string {
  const format = new Intl.DateTimeFormat(getLocale(), { weekday: 'long', timeZone: 'UTC' });
  return format.format(MONDAY + index * DAY_MS);
}

/** "Do, 24. Dez. 2026" for `2026-12-24`. */
export function dayText(day: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(dayTag(getLocale()), { ...parts, timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00Z`)
  );
}
