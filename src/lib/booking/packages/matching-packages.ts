import type { OfferedPackage } from '#domain/booking/booking-catalog.ts';
import type { Market } from '#domain/policy/policy.ts';

export interface PackageFilter {
  market: Market;
  /** A category, or '' for all. */
  category: string;
  query: string;
}

/**
 * Packages of a market in which every word of the query occurs, in any language and without
 * accents.
 */
export function matchingPackages(
  packages: readonly OfferedPackage[],
  { market, category, query }: PackageFilter
): OfferedPackage[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return packages.filter((each) => {
    if (each.prices[market] === undefined) return false;
    if (category && each.category !== category) return false;
    const { title, summary, scope } = each;
    const text = plain([title, summary, ...scope].map((t) => Object.values(t).join(' ')).join(' '));
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
