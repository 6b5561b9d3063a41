// What the catalogue's editors are shown: answers of /api/catalog/… for staff.
import { LOCALES, SOURCE_LOCALE, type Locale } from '../policy/policy.ts';
import type { FileItem } from './catalog-changes.ts';
import type { CatalogKind } from './catalog-kind.ts';
import type { LocalText, Prices, Skill } from './service-package.ts';

/** A line of the list. */
export interface CatalogRow {
  kind: CatalogKind;
  id: string;
  title: LocalText;
  /** Of a product: its brand. */
  brand?: string;
  skills: Skill[];
  /** Of a package: words by which customers find it. */
  terms?: string[];
  level?: number;
  durationMin?: number;
  prices: Prices;
  /** Null: never published. */
  version: number | null;
  active: boolean;
  proOnly: boolean;
  addOn: boolean;
  /** Languages in which a text is missing. */
  missing: Locale[];
  draft: DraftMark | null;
}

export interface DraftMark {
  at: number;
  by: string;
  /** When it is published by itself. */
  publishAt: number | null;
  /** Why that did not happen. */
  failed: 'faults' | 'conflict' | null;
}

/** Answer of `GET /api/catalog/items`. */
export interface CatalogList {
  at: number;
  items: CatalogRow[];
}

export interface DraftView extends DraftMark {
  rev: string;
  /** As it was typed: it may have faults. */
  content: FileItem;
  /** The published revision from which it began is not the present one. */
  isOutdated: boolean;
}

export interface EditionView {
  version: number;
  content: FileItem;
  until: number;
  by: string | null;
}

/** Answer of `GET /api/catalog/items/:kind/:id`. */
export interface CatalogItemAnswer {
  at: number;
  kind: CatalogKind;
  id: string;
  published: { content: FileItem; version: number; rev: string } | null;
  draft: DraftView | null;
  /** The newest first. */
  editions: EditionView[];
}

/** Languages in which some text of it is missing: the source stands in for it. */
export function missingLocales(item: unknown): Locale[] {
  const others = LOCALES.filter((locale) => locale !== SOURCE_LOCALE);
  return others.filter((locale) => lacks(item, locale));
}

function lacks(piece: unknown, locale: Locale): boolean {
  if (Array.isArray(piece)) return piece.some((each) => lacks(each, locale));
  if (typeof piece !== 'object' || piece === null) return false;
  const text = piece as Partial<Record<Locale, unknown>>;
  if (typeof text[SOURCE_LOCALE] === 'string' && text[SOURCE_LOCALE] !== '') return !text[locale];
  return Object.values(piece).some((each) => lacks(each, locale));
}
