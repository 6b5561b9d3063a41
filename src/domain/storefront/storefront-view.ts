// Which page stands at an address, and what it shows. Pure: the server hands in what is published and
// who helps; the components only draw.
import { inMarketsGerman } from '../catalog/in-german.ts';
import { localText, type Skill } from '../catalog/service-package.ts';
import { pathOf, type PageRef } from './address.ts';
import { areasOf, type Area } from './area.ts';
import type { City, StarsOfAll } from './cities.ts';
import { pricesElsewhere, type Category, type PriceElsewhere, type Service } from './services.ts';
import { shopIn, type Shop, type StorefrontWorld } from './shop.ts';

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
  const shop = shopIn(world, area);
  const base = { area, categories: shop.categories, cities: shop.cities };
  // Before any country is open, the front page of each says so.
  const isOpening = world.markets.length === 0 && ref?.kind === 'front';
  const page = ref && (isServed || isOpening) && pageOf(world, area, ref, shop);
  if (page && 'moved' in page) return { status: 301, path: pathOf(page.moved, area) };
  if (!ref || !page || page.kind === 'missing') {
    const view = { ...base, page: { kind: 'missing' } as const };
    return { status: 404, view: { ...view, alternates: [], canonical: '' } };
  }
  const view = { ...base, page, alternates: [], canonical: pathOf(ref, area) };
  if (page.kind === 'gone') return { status: 410, view };
  const alternates = areasWith(world, ref, area).map((each) => {
    return { area: each, path: pathOf(ref, each) };
  });
  return { status: 200, view: { ...view, alternates } };
}

function pageOf(
  world: StorefrontWorld,
  area: Area,
  ref: PageRef,
  { services, categories, cities, stars, categoriesAt }: Shop
): PageView | { moved: PageRef } {
  switch (ref.kind) {
    case 'front':
      return { kind: 'front', stars };
    case 'services':
      return { kind: 'services' };
    case 'category': {
      const category = categories.find(({ skill }) => skill === ref.skill);
      return category ? { kind: 'category', category } : { kind: 'missing' };
    }
    case 'package':
      return packagePage(world, area, ref, services);
    case 'city': {
      const city = cities.find(({ slug }) => slug === ref.slug);
      if (!city) return { kind: 'missing' };
      return { kind: 'city', city, categories: categoriesAt(city.slug) };
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

/** Those that have the same page. In another country, a town of that name is another town. */
function areasWith(world: StorefrontWorld, ref: PageRef, { market }: Area): Area[] {
  const areas = areasOf(ref.kind === 'city' ? [market] : world.markets);
  return areas.filter((area) => isThere(shopIn(world, area), ref));
}

function isThere({ skills, ids, slugs }: Shop, ref: PageRef): boolean {
  switch (ref.kind) {
    case 'front':
    case 'services':
      return true;
    case 'category':
      return skills.has(ref.skill);
    case 'package':
      return ids.has(ref.id);
    case 'city':
      return slugs.has(ref.slug);
  }
}

/** Every page there is, for the site map. */
export function allPages(world: StorefrontWorld): { ref: PageRef; areas: Area[] }[] {
  const pages = new Map<string, { ref: PageRef; areas: Area[] }>();
  for (const area of areasOf(world.markets)) {
    for (const ref of pagesOf(shopIn(world, area))) {
      const key = JSON.stringify([ref, ref.kind === 'city' && area.market]);
      if (!pages.has(key)) pages.set(key, { ref, areas: areasWith(world, ref, area) });
    }
  }
  return [...pages.values()];
}

function pagesOf({ services, categories, cities }: Shop): PageRef[] {
  return [
    { kind: 'front' },
    ...(services.length > 0 ? [{ kind: 'services' } as const] : []),
    ...categories.map(({ skill }) => ({ kind: 'category', skill }) as const),
    ...services.map(({ skill, id }) => ({ kind: 'package', skill, id }) as const),
    ...cities.map(({ slug }) => ({ kind: 'city', slug }) as const)
  ];
}
