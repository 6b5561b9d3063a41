import type { Area } from '#domain/storefront/area.ts';

/** A page of the app, which goes on in the language and with the country of this one. */
export function appHref(path: string, area: Area, more: Record<string, string> = {}): string {
  const asked = new URLSearchParams({ ...more, language: area.locale });
  return `${path}?${asked.toString()}`;
}

export function bookHref(area: Area, more: Record<string, string> = {}): string {
  return appHref('/book', area, { ...more, market: area.market });
}
