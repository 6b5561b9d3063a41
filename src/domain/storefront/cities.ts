// Where helpers really are: a city is named where somebody who is vetted and active is at home, and
// its page offers what at least one of those who come there can do.
import { cityKey } from './city-key.ts';
import { distanceM, type Point } from '../matching/distance.ts';
import { reachIn } from '../matching/eligibility.ts';
import type { Provider } from '../matching/provider.ts';
import type { Market } from '../policy/policy.ts';
import type { Service } from './services.ts';

/** Of a helper, what these pages go by: nothing of it is shown but town and stars. */
export type ListedHelper = Pick<
  Provider,
  'role' | 'market' | 'base' | 'radiusM' | 'skills' | 'stars'
>;

export interface City {
  slug: string;
  name: string;
  /** Those whose ways begin there. */
  helpers: number;
}

/** Those who may be asked at all. */
export function listedHelpers(providers: readonly Provider[]): ListedHelper[] {
  return providers
    .filter(({ active, vetted }) => active && vetted)
    .map(({ role, market, base, radiusM, skills, stars }) => ({
      ...{ role, market, base, radiusM, skills, stars }
    }));
}

/** Where most helpers are first. */
export function citiesIn(helpers: readonly ListedHelper[], market: Market): City[] {
  const found = new Map<string, ListedHelper[]>();
  for (const helper of helpers) {
    const slug = cityKey(helper.base.city);
    if (helper.market !== market || slug === '') continue;
    const there = found.get(slug) ?? [];
    there.push(helper);
    found.set(slug, there);
  }
  return [...found]
    .map(([slug, there]) => ({ slug, name: nameOf(there), helpers: there.length }))
    .sort((a, b) => b.helpers - a.helpers || (a.slug < b.slug ? -1 : 1));
}

/** As most of them write it. */
function nameOf(there: readonly ListedHelper[]): string {
  const counts = new Map<string, number>();
  for (const { base } of there) {
    const name = base.city.trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** What can be booked for a visit in the middle of the city. */
export function servicesFor(
  services: readonly Service[],
  helpers: readonly ListedHelper[],
  { slug, market, mostRadiusKm }: { slug: string; market: Market; mostRadiusKm: number }
): Service[] {
  const ofMarket = helpers.filter((each) => each.market === market);
  const middle = middleOf(ofMarket.filter(({ base }) => cityKey(base.city) === slug));
  if (!middle) return [];
  const near = ofMarket.filter(
    (helper) => distanceM(helper.base, middle) <= reachIn(helper, mostRadiusKm)
  );
  return services.filter((service) => near.some((helper) => isAbleTo(helper, service)));
}

function isAbleTo({ skills, role }: ListedHelper, service: Service): boolean {
  const level = skills.find(({ skill }) => skill === service.skill)?.level ?? 0;
  return level >= service.level && (!service.proOnly || role === 'pro');
}

function middleOf(there: readonly ListedHelper[]): Point | undefined {
  if (there.length === 0) return undefined;
  const mean = (of: (helper: ListedHelper) => number) =>
    there.reduce((sum, each) => sum + of(each), 0) / there.length;
  return { lat: mean(({ base }) => base.lat), lon: mean(({ base }) => base.lon) };
}

export interface StarsOfAll {
  mean: number;
  count: number;
}

/** Of all helpers of a market; null where nobody was rated yet. */
export function starsIn(helpers: readonly ListedHelper[], market: Market): StarsOfAll | null {
  const stars = helpers.filter((each) => each.market === market).map((each) => each.stars);
  const count = stars.reduce((sum, each) => sum + each.count, 0);
  const given = stars.reduce((sum, each) => sum + each.sum, 0);
  return count === 0 ? null : { mean: given / count, count };
}
