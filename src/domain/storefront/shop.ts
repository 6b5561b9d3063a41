// What one area has, worked out once for as long as the world is the same: every page of the area
// and the site map ask for it.
import type { ServicePackage } from '../catalog/service-package.ts';
import type { Market } from '../policy/policy.ts';
import { areaCode, type Area } from './area.ts';
import {
  citiesIn,
  servicesFor,
  starsIn,
  type City,
  type ListedHelper,
  type StarsOfAll
} from './cities.ts';
import { categoriesOf, servicesIn, type Category, type PriceOf, type Service } from './services.ts';

/** What these pages are made from. Nothing in it changes: what is new is another world. */
export interface StorefrontWorld {
  /** Withdrawn ones too: their address says so. */
  packages: readonly ServicePackage[];
  helpers: readonly ListedHelper[];
  /** Where bookings are taken, in the order of MARKETS. */
  markets: readonly Market[];
  priceOf: PriceOf;
  /** By the rules in force. */
  mostRadiusKm: (market: Market) => number;
}

export interface Shop {
  services: Service[];
  categories: Category[];
  cities: City[];
  stars: StarsOfAll | null;
  /** Every id, skill and slug of these. */
  ids: ReadonlySet<string>;
  skills: ReadonlySet<string>;
  slugs: ReadonlySet<string>;
  /** What can be booked in one of the cities. */
  categoriesAt: (slug: string) => Category[];
}

const known = new WeakMap<StorefrontWorld, Map<string, Shop>>();

export function shopIn(world: StorefrontWorld, area: Area): Shop {
  const shops = known.get(world) ?? new Map<string, Shop>();
  known.set(world, shops);
  const code = areaCode(area);
  const shop = shops.get(code) ?? newShop(world, area);
  shops.set(code, shop);
  return shop;
}

function newShop(world: StorefrontWorld, area: Area): Shop {
  const { market } = area;
  const isServed = world.markets.includes(market);
  const services = isServed ? servicesIn(world, area) : [];
  const categories = categoriesOf(services);
  const cities = isServed ? citiesIn(world.helpers, market) : [];
  const slugs = new Set(cities.map(({ slug }) => slug));
  const inCities = new Map<string, Category[]>();
  return {
    ...{ services, categories, cities, slugs },
    stars: starsIn(world.helpers, market),
    ids: new Set(services.map(({ id }) => id)),
    skills: new Set(categories.map(({ skill }) => skill)),
    categoriesAt(slug) {
      if (!slugs.has(slug)) return [];
      const place = { slug, market, mostRadiusKm: world.mostRadiusKm(market) };
      const found = inCities.get(slug) ?? categoriesOf(servicesFor(services, world.helpers, place));
      inCities.set(slug, found);
      return found;
    }
  };
}
