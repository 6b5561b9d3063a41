import type { Area } from '#domain/storefront/area.ts';
import type { Currency } from '#domain/policy/policy.ts';
import { formatDuration, formatMoney } from '$lib/ui/values/format.ts';

export interface Amount {
  totalMinor: number;
  currency: Currency;
}

export function priceText({ totalMinor, currency }: Amount, { locale }: Area): string {
  return formatMoney(totalMinor, currency, locale);
}

export function durationText(minutes: number, { locale }: Area): string {
  return formatDuration(minutes * 60_000, locale);
}
