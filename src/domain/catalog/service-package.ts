import type { Bps, Minor, Ms, PackageId, ProductId } from '../brand.ts';
import { SOURCE_LOCALE, type Locale } from '../policy/locales.ts';
import { TIME_POLICY, type Market } from '../policy/policy.ts';

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

/** What a customer signed and a provider earned by, as it was. */
export interface EarlierVersion {
  prices: Prices;
  until: Ms;
  /** Missing: as it is now. */
  title?: LocalText;
  /** Of a package. */
  checklist?: ChecklistItem[];
  /** Of a product. */
  salesCommissionBps?: Bps;
  brand?: string;
  goesWith?: Skill[];
}

/** Catalogue document `package:<id>`: what a customer books and a Pro can add. */
export interface ServicePackage {
  _id: string;
  type: 'package';
  id: PackageId;
  /** Rises with every change of what is signed or earned: see `EarlierVersion`. */
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
  /** By version: what was signed offline at one of them can be rebuilt. */
  earlier: Record<string, EarlierVersion>;
  /** Since when it is no longer sold; missing where it is, or never was. */
  withdrawnAt?: Ms;
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
  /** As a package's. */
  earlier?: Record<string, EarlierVersion>;
  withdrawnAt?: Ms;
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

/** An item as it was at a version, with its gross price in a market. */
export interface Sale<I extends ServicePackage | Product> {
  unitMinor: Minor;
  item: I;
}

/**
 * How it is sold at a version, at the time of the sale. A device that was away goes on selling what
 * it knew for `earlierSoldMs` after the end; undefined: by then it was over, or was never sold so.
 */
export function saleAt<I extends ServicePackage | Product>(
  item: I,
  version: number,
  { market, at }: { market: Market; at: number }
): Sale<I> | undefined {
  const isLate = (end: number) => at > end + TIME_POLICY.earlierSoldMs;
  if (!item.active && isLate(item.withdrawnAt ?? -Infinity)) return undefined;
  const earlier = item.earlier ?? {};
  const known = Object.hasOwn(earlier, version) ? earlier[version] : undefined;
  if (version !== item.version && (!known || isLate(known.until))) return undefined;
  const { until: _until, ...then } = known ?? { until: 0 };
  const sold = version === item.version ? item : { ...item, ...then };
  const unitMinor = sold.prices[market];
  return unitMinor === undefined ? undefined : { unitMinor, item: sold };
}

export function localText(text: LocalText, locale: string): string {
  return text[locale as Locale] ?? text[SOURCE_LOCALE];
}
