// Which page stands at an address, and what it shows. Pure: the server hands in what is published and
// who helps; the components only draw.
import { inMarketsGerman } from '../catalog/in-german.ts';
import { localText, type ServicePackage, type Skill } from '../catalog/service-package.ts';
import type { Market } from '../policy/policy.ts';
import { pathOf, type PageRef } from './address.ts';
import { areasOf, type Area } from './area.ts';
import {
  citiesIn,
  servicesFor,
  starsIn,
  type City,
  type ListedHelper,
  type StarsOfAll
} from './cities.ts';
import {
  categoriesOf,
  pricesElsewhere,
  servicesIn,
  type Category,
  type PriceElsewhere,
  type PriceOf,
  type Service
} from './services.ts';

/** What these pages are made from. */
export interface StorefrontWorld {
  /** Withdrawn ones too: their address says so. */
  packages: readonly ServicePackage[];
  helpers: readonly ListedHelper[];
  /** Where bookings are taken, in the order of MARKETS. */
  markets: readonly Market[];
  priceOf: PriceOf;
}

export type PageView =
  | { kind: 'front'; stars: StarsOfAll | null }
  | { kind: 'services' }
  | { kind: 'category'; category: Category }
  | { kind: 'package'; service: Service; others: Service[]; elsewhere: PriceElsewhere[] }
  | { kind: 'city'; city: City; categories: Category[] }
  /** Was for sale; `title` is what it was called. */
  | { kind: 'gone'; title: string; skill: Skill; elsewhere: PriceElsewhere[]; id: string }
  | { kind: 'missing' };

export interface StorefrontView {
  area: Area;
  page: PageView;
  /** Everything for sale here, for the ways on. */
  categories: Category[];
  cities: City[];
  /** The same page in every language and market that has it, this one included. */
  alternates: { area: Area; path: string }[];
  /** Empty where nothing is to be found. */
  canonical: string;
}

export type StorefrontAnswer =
  | { status: 200 | 404 | 410; view: StorefrontView }
  /** The page has moved: a package is in another category now. */
  | { status: 301; path: string };

export function storefrontAnswer(
  world: StorefrontWorld,
  area: Area,
  ref: PageRef | undefined
): StorefrontAnswer {
  const isServed = world.markets.includes(area.market);
  const all = isServed ? servicesIn(world, area) : [];
  const cities = isServed ? citiesIn(world.helpers, area.market) : [];
  const base = { area, categories: categoriesOf(all), cities };
  // Before any country is open, the front page of each says so.
  const isOpening = world.markets.length === 0 && ref?.kind === 'front';
  const page = ref && (isServed || isOpening) && pageOf(world, area, ref, { ...base, all });
  if (page && 'moved' in page) return { status: 301, path: pathOf(page.moved, area) };
  if (!ref || !page || page.kind === 'missing') {
    const view = { ...base, page: { kind: 'missing' } as const };
    return { status: 404, view: { ...view, alternates: [], canonical: '' } };
  }
  const view = { ...base, page, alternates: [], canonical: pathOf(ref, area) };
  if (page.kind === 'gone') return { status: 410, view };
  return { status: 200, view: { ...view, alternates: alternatesOf(world, ref) } };
}

interface Here {
  all: Service[];
  categories: Category[];
  cities: City[];
}

function pageOf(
  world: StorefrontWorld,
  area: Area,
  ref: PageRef,
  { all, categories, cities }: Here
): PageView | { moved: PageRef } {
  switch (ref.kind) {
    case 'front':
      return { kind: 'front', stars: starsIn(world.helpers, area.market) };
    case 'services':
      return { kind: 'services' };
    case 'category': {
      const category = categories.find(({ skill }) => skill === ref.skill);
      return category ? { kind: 'category', category } : { kind: 'missing' };
    }
    case 'package':
      return packagePage(world, area, ref, all);
    case 'city': {
      const city = cities.find(({ slug }) => slug === ref.slug);
      if (!city) return { kind: 'missing' };
      const services = servicesFor(all, world.helpers, { slug: ref.slug, market: area.market });
      return { kind: 'city', city, categories: categoriesOf(services) };
    }
  }
}

/** How many others of the same kind a package's page leads to. */
const MOST_OTHERS = 3;

function packagePage(
  world: StorefrontWorld,
  area: Area,
  ref: PageRef & { kind: 'package' },
  all: readonly Service[]
): PageView | { moved: PageRef } {
  const stored = world.packages.find(({ id }) => id === ref.id);
  if (!stored) return { kind: 'missing' };
  if (stored.category !== ref.skill) return { moved: { ...ref, skill: stored.category } };
  const elsewhere = stored.active ? pricesElsewhere(stored, area, world) : [];
  const service = all.find(({ id }) => id === ref.id);
  if (!service) {
    const title = localText(inMarketsGerman(stored.title, area.market), area.locale);
    return { kind: 'gone', title, skill: stored.category, elsewhere, id: stored.id };
  }
  const others = all.filter(({ id, skill }) => skill === service.skill && id !== service.id);
  return { kind: 'package', service, others: others.slice(0, MOST_OTHERS), elsewhere };
}

function alternatesOf(world: StorefrontWorld, ref: PageRef): StorefrontView['alternates'] {
  return areasOf(world.markets)
    .filter((area) => isThere(world, area, ref))
    .map((area) => ({ area, path: pathOf(ref, area) }));
}

function isThere(world: StorefrontWorld, area: Area, ref: PageRef): boolean {
  switch (ref.kind) {
    case 'front':
    case 'services':
      return true;
    case 'category':
      return servicesIn(world, area).some(({ skill }) => skill === ref.skill);
    case 'package':
      return servicesIn(world, area).some(({ id }) => id === ref.id);
    case 'city':
      return citiesIn(world.helpers, area.market).some(({ slug }) => slug === ref.slug);
  }
}

/** Every page there is, for the site map. */
export function allPages(world: StorefrontWorld): { ref: PageRef; areas: Area[] }[] {
  const refs = new Map<string, PageRef>();
  const add = (ref: PageRef) => refs.set(JSON.stringify(ref), ref);
  add({ kind: 'front' });
  for (const area of areasOf(world.markets)) {
    const services = servicesIn(world, area);
    if (services.length > 0) add({ kind: 'services' });
    for (const { skill } of categoriesOf(services)) add({ kind: 'category', skill });
    for (const { skill, id } of services) add({ kind: 'package', skill, id });
    for (const { slug } of citiesIn(world.helpers, area.market)) add({ kind: 'city', slug });
  }
  const areas = areasOf(world.markets);
  return [...refs.values()].map((ref) => ({
    ref,
    areas: areas.filter((area) => isThere(world, area, ref))
  }));
}
