import type { Bps, Minor, PackageId, ProductId } from '../brand.ts';
import { SOURCE_LOCALE, type Locale } from '../policy/locales.ts';
import type { Market } from '../policy/policy.ts';

export type { Locale };
/**
 * Kept data, which may be older than a language: the source is always there, what is missing falls
 * back to it.
 */
export type LocalText = Record<typeof SOURCE_LOCALE, string> & Partial<Record<Locale, string>>;
/** Gross; a market that is missing does not offer the item. */
export type Prices = Partial<Record<Market, Minor>>;

export const SKILLS = [
  'wlan',
  'tv',
  'printer',
  'computer',
  'smartHome',
  'security',
  'storage',
  'phone',
  'audio',
  'appliance'
] as const;
export type Skill = (typeof SKILLS)[number];
/** 1 = basics … 5 = expert. */
export type SkillLevel = 1 | 2 | 3 | 4 | 5;
export const SKILL_LEVELS = { least: 1, most: 5 } as const satisfies Record<string, SkillLevel>;

/** The part of the visit at which an item is ticked (R10, R12, R14, R17). */
export const CHECKLIST_PHASES = ['prepare', 'arrive', 'work', 'explain', 'handOver'] as const;
export type ChecklistPhase = (typeof CHECKLIST_PHASES)[number];

export interface ChecklistItem {
  /** Unique within a job; `<package>.<item>`. */
  id: string;
  phase: ChecklistPhase;
  text: LocalText;
  /** A job cannot be completed while a required item is open (R14). */
  required: boolean;
}

/** Catalogue document `package:<id>`: what a customer books and a Pro can add. */
export interface ServicePackage {
  _id: string;
  type: 'package';
  id: PackageId;
  /** Rises with every change of price or checklist. */
  version: number;
  category: Skill;
  title: LocalText;
  summary: LocalText;
  /** Bullet points: what is done. */
  scope: LocalText[];
  notIncluded: LocalText[];
  /** What people call it and what they complain of: searched, never shown. Missing in older data. */
  terms?: Partial<Record<Locale, string[]>>;
  tools: LocalText[];
  /** Device guide read offline before and during the visit. */
  guide: { title: LocalText; text: LocalText }[];
  checklist: ChecklistItem[];
  durationMin: number;
  skill: Skill;
  level: SkillLevel;
  prices: Prices;
  /** Prices of earlier versions, so that what was signed offline at an old price can be rebuilt. */
  earlierPrices: Record<string, Prices>;
  proOnly: boolean;
  /** Also offered as a further package on the spot (R13). */
  addOn: boolean;
  active: boolean;
}

/** Catalogue document `product:<id>` (R18). */
export interface Product {
  _id: string;
  type: 'product';
  id: ProductId;
  version: number;
  brand: string;
  title: LocalText;
  prices: Prices;
  /** As a package's; missing in older data. */
  earlierPrices?: Record<string, Prices>;
  /** Of the net price, to the provider. */
  salesCommissionBps: Bps;
  goesWith: Skill[];
  active: boolean;
}

/**
 * Catalogue document `catalog`. Every catalogue document also carries `signature` (Ed25519 over its
 * canonical text without _rev and signature).
 */
export interface CatalogHead {
  _id: 'catalog';
  type: 'catalog';
  version: string;
  termsVersion: string;
  /** SPKI, base64url: checks receipts and catalogue documents. */
  publicKey: string;
}

/** What the rules may look up. Both sides build one over their own copy of the catalogue. */
export interface CatalogLookup {
  packageAt(id: PackageId, version: number): ServicePackage | undefined;
  productAt(id: ProductId, version: number): Product | undefined;
}

/** Gross price at a version, or undefined where that version was never sold in that market. */
export function priceAt(
  item: Pick<ServicePackage | Product, 'version' | 'prices' | 'earlierPrices'>,
  version: number,
  market: Market
): Minor | undefined {
  if (version === item.version) return item.prices[market];
  const earlier = item.earlierPrices ?? {};
  return Object.hasOwn(earlier, version) ? earlier[version]?.[market] : undefined;
}

export function localText(text: LocalText, locale: string): string {
  return text[locale as Locale] ?? text[SOURCE_LOCALE];
}
