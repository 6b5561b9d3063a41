import { SOURCE_LOCALE, type VisitHours } from '#domain/policy/policy.ts';
import { getLocale } from '$lib/paraglide/runtime';

/** "7 und 21 Uhr" has no minutes where there are none; English says "7:00 and 21:00". */
function clock(min: number): string {
  const minutes = String(min % 60).padStart(2, '0');
  const isPlain = min % 60 === 0 && getLocale() === SOURCE_LOCALE;
  return isPlain ? String(min / 60) : `${Math.floor(min / 60)}:${minutes}`;
}

export function openFromTo({ opensMin, closesMin }: Pick<VisitHours, 'opensMin' | 'closesMin'>) {
  return { opens: clock(opensMin), closes: clock(closesMin) };
}
