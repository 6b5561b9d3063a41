import { tooLongBy, TEXT_LIMITS, type TextLimit } from '#domain/text/text-limits.ts';
import { m } from '$lib/paraglide/messages';
import type { Locale } from '$lib/paraglide/runtime';

/** Nothing that was pasted is cut: how much is too long is said instead. Empty where it fits. */
export function tooLongText(text: string, limit: TextLimit, locale?: Locale): string {
  return overText(tooLongBy(text, limit), TEXT_LIMITS[limit], locale);
}

export function overText(over: number, most: number, locale?: Locale): string {
  if (over === 0) return '';
  const words = locale ? { locale } : {};
  return over === 1
    ? m.app_text_too_long_one({ most }, words)
    : m.app_text_too_long({ over, most }, words);
}
