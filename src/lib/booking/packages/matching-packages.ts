import type { OfferedPackage } from '#domain/booking/booking-catalog.ts';
import type { Market } from '#domain/policy/policy.ts';

export interface PackageFilter {
  market: Market;
  /** A category, or '' for all. */
  category: string;
  query: string;
  /** Ids that a tolerant search finds for the query; until it is loaded only what is written counts. */
  similar?: ReadonlySet<string> | undefined;
}

/**
 * Packages of a market in which every word of the query occurs, in any language and without
 * accents, or that are similar to it.
 */
export function matchingPackages(
  packages: readonly OfferedPackage[],
  { market, category, query, similar }: PackageFilter
): OfferedPackage[] {
  const words = plainText(query).split(/\s+/).filter(Boolean);
  return packages.filter((each) => {
    if (each.prices[market] === undefined) return false;
    if (category && each.category !== category) return false;
    const text = plainText([titleOf(each), describedBy(each), termsOf(each)].join(' '));
    return words.every((word) => text.includes(word)) || similar?.has(each.id) === true;
  });
}

export const plainText = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');

export const titleOf = ({ title }: OfferedPackage): string => Object.values(title).join(' ');

export const describedBy = ({ summary, scope }: OfferedPackage): string =>
  [summary, ...scope].map((text) => Object.values(text).join(' ')).join(' ');

export const termsOf = ({ terms }: OfferedPackage): string =>
  Object.values(terms ?? {})
    .flat()
    .join(' ');
