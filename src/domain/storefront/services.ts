// What is for sale in a market, as the pages show it: with the price that is billed.
import type { BookingPrice } from '../booking/booking-price.ts';
import type { Minor } from '../brand.ts';
import { inMarketsGerman } from '../catalog/in-german.ts';
import { localText, SKILLS, type ServicePackage, type Skill } from '../catalog/service-package.ts';
import { MARKETS, type Currency, type Market } from '../policy/policy.ts';
import type { Area } from './area.ts';

export interface Service {
  id: string;
  skill: Skill;
  title: string;
  summary: string;
  scope: string[];
  notIncluded: string[];
  /** What the helper brings. */
  tools: string[];
  durationMin: number;
  level: number;
  proOnly: boolean;
  /** Guarantee fee included: the figure of booking and bill. */
  totalMinor: Minor;
  feeMinor: Minor;
  currency: Currency;
}

export interface Category {
  skill: Skill;
  services: Service[];
  fromMinor: Minor;
}

/** What a visit costs as booked, by the rules in force; null where the market does not sell it. */
export type PriceOf = (service: ServicePackage, market: Market) => BookingPrice | null;

interface ForSale {
  packages: readonly ServicePackage[];
  priceOf: PriceOf;
}

/** By category, the cheapest first. Texts as written in the market. */
export function servicesIn({ packages, priceOf }: ForSale, area: Area): Service[] {
  return packages
    .flatMap((each) => {
      const price = each.active ? priceOf(each, area.market) : null;
      return price ? serviceOf(each, price, area) : [];
    })
    .sort((a, b) => order(a) - order(b) || a.totalMinor - b.totalMinor);
}

const order = ({ skill }: Service) => SKILLS.indexOf(skill);

function serviceOf(each: ServicePackage, price: BookingPrice, area: Area): Service {
  const { market, locale } = area;
  const { title, summary, scope, notIncluded, tools } = each;
  const texts = inMarketsGerman({ title, summary, scope, notIncluded, tools }, market);
  const said = (all: ServicePackage['scope']) => all.map((text) => localText(text, locale));
  const { id, category, durationMin, level, proOnly } = each;
  return {
    ...{ id, skill: category, durationMin, level, proOnly },
    ...{ title: localText(texts.title, locale), summary: localText(texts.summary, locale) },
    ...{ scope: said(texts.scope), notIncluded: said(texts.notIncluded) },
    tools: said(texts.tools),
    ...{ totalMinor: price.totalMinor, currency: price.currency },
    feeMinor: feeIn(price)
  };
}

function feeIn({ lines }: BookingPrice): Minor {
  const fees = lines.filter(({ kind }) => kind === 'guarantee');
  return fees.reduce((sum, each) => sum + each.amountMinor, 0);
}

export function categoriesOf(services: readonly Service[]): Category[] {
  return SKILLS.flatMap((skill) => {
    const own = services.filter((each) => each.skill === skill);
    if (own.length === 0) return [];
    return { skill, services: own, fromMinor: Math.min(...own.map((each) => each.totalMinor)) };
  });
}

export interface PriceElsewhere {
  market: Market;
  totalMinor: Minor;
  currency: Currency;
}

/** What the same package costs in the other markets that are served. */
export function pricesElsewhere(
  service: ServicePackage,
  { market }: Area,
  { markets, priceOf }: { markets: readonly Market[]; priceOf: PriceOf }
): PriceElsewhere[] {
  return MARKETS.flatMap((each) => {
    const isOther = each !== market && markets.includes(each);
    const price = isOther ? priceOf(service, each) : null;
    return price ? { market: each, totalMinor: price.totalMinor, currency: price.currency } : [];
  });
}
