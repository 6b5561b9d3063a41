// What another state of the catalogue changes, in the form of the file: what an editor sees before
// publishing, what an import would do, what the audit log keeps.
import { canonicalText } from '../protocol/canonical-text.ts';
import { isRecord } from '../text/is-record.ts';
import { pathText } from './catalog-fault.ts';
import type { CatalogFile, FilePackage, FileProduct } from './catalog-file.ts';
import { CATALOG_KINDS, type CatalogKind } from './catalog-kind.ts';
import type { LocalText } from './service-package.ts';

export type FileItem = FilePackage | FileProduct;

/** One thing that is not as before. Missing: it was not there, or is not any more. */
export interface Difference {
  path: string;
  before?: string;
  after?: string;
}

export interface ItemChange {
  kind: CatalogKind;
  id: string;
  title: LocalText;
  differences: Difference[];
}

export interface CatalogChanges {
  added: ItemChange[];
  changed: ItemChange[];
  withdrawn: ItemChange[];
  unchanged: number;
}

type Items = Pick<CatalogFile, 'packages' | 'products'>;

/** What publishing `wanted` would do; what it does not name stays, or goes where `isWhole`. */
export function catalogChanges(current: Items, wanted: Items, isWhole = false): CatalogChanges {
  const changes: CatalogChanges = { added: [], changed: [], withdrawn: [], unchanged: 0 };
  for (const kind of CATALOG_KINDS) {
    const before = byId(itemsOf(current, kind));
    const after = byId(itemsOf(wanted, kind));
    for (const item of after.values()) {
      const known = before.get(item.id);
      const differences = known ? differencesOf(known, item) : [];
      const change = { kind, id: item.id, title: item.title, differences };
      const isWithdrawn = known && isActive(known) && !isActive(item);
      if (!known) changes.added.push(change);
      else if (isWithdrawn) changes.withdrawn.push(change);
      else if (differences.length > 0) changes.changed.push(change);
      else changes.unchanged += 1;
    }
    for (const { id, title, active } of isWhole ? before.values() : []) {
      if (after.has(id) || active === false) continue;
      changes.withdrawn.push({ kind, id, title, differences: [] });
    }
  }
  return changes;
}

/** What `isWhole` means for publishing: what the file does not name is offered no longer. */
export function withWithdrawn(current: Items, wanted: Items): Items {
  const gone = <I extends FileItem>(before: I[], after: I[]): I[] => {
    const named = new Set(after.map(({ id }) => id));
    return before.filter(({ id }) => !named.has(id)).map((each) => ({ ...each, active: false }));
  };
  return {
    packages: [...wanted.packages, ...gone(current.packages, wanted.packages)],
    products: [...wanted.products, ...gone(current.products, wanted.products)]
  };
}

export function itemsOf(file: Items, kind: CatalogKind): FileItem[] {
  return kind === 'package' ? file.packages : file.products;
}

/** Two states of one item. What the server works out is no difference. */
export function differencesOf(before: FileItem, after: FileItem): Difference[] {
  const found: Difference[] = [];
  compare(plain(before), plain(after), [], found);
  return found;
}

function plain(item: FileItem): unknown {
  const { version: _version, earlier: _earlier, withdrawnAt: _withdrawn, ...rest } = item;
  return withDefaults(JSON.parse(JSON.stringify(rest)));
}

const DEFAULTS = { active: true, proOnly: false, addOn: false };

/** What is left out means the same as what is said. */
function withDefaults(item: Record<string, unknown>): unknown {
  const flags = 'checklist' in item ? DEFAULTS : { active: true };
  const checklist = (item.checklist as { required?: boolean }[] | undefined)?.map((each) => ({
    ...each,
    required: each.required ?? false
  }));
  return { ...flags, terms: {}, ...item, ...(checklist && { checklist }) };
}

type Path = (string | number)[];

function compare(before: unknown, after: unknown, path: Path, found: Difference[]): void {
  if (canonicalText(before ?? null) === canonicalText(after ?? null)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    return compareLists(before as unknown[], after as unknown[], path, found);
  }
  if (isRecord(before) || isRecord(after)) {
    const [old, next] = [before, after].map((each) => (isRecord(each) ? each : {}));
    for (const name of new Set([...Object.keys(old!), ...Object.keys(next!)])) {
      compare(old![name], next![name], [...path, name], found);
    }
    return;
  }
  const [old, next] = [before, after].map(shown);
  if (old === next) return;
  found.push({
    path: pathText(path),
    ...(old !== undefined && { before: old }),
    ...(next !== undefined && { after: next })
  });
}

/** Items with an id are compared with themselves; of others, what came and what went. */
function compareLists(before: unknown[], after: unknown[], path: Path, found: Difference[]): void {
  const [old, next] = [keyed(before), keyed(after)];
  for (const [key, item] of old) {
    if (next.has(key)) compare(item, next.get(key), [...path, key], found);
    else found.push({ path: pathText(path), before: shown(item) ?? '' });
  }
  for (const [key, item] of next) {
    if (!old.has(key)) found.push({ path: pathText(path), after: shown(item) ?? '' });
  }
  const stays = (each: Map<string, unknown>, other: Map<string, unknown>) =>
    [...each.keys()].filter((key) => other.has(key)).join('\n');
  if (stays(old, next) !== stays(next, old)) {
    found.push({ path: pathText([...path, 'order']) });
  }
}

function keyed(list: unknown[]): Map<string, unknown> {
  return new Map(list.map((item) => [idOf(item) ?? canonicalText(item), item]));
}

function idOf(item: unknown): string | undefined {
  const id = isRecord(item) ? item.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** All words of it, as one text. */
function shown(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.map(shown).filter(Boolean).join(', ');
  if (isRecord(value)) return Object.values(value).map(shown).filter(Boolean).join(' · ');
  return String(value as string | number | boolean);
}

function isActive({ active }: FileItem): boolean {
  return active !== false;
}

function byId(items: readonly FileItem[]): Map<string, FileItem> {
  return new Map(items.map((item) => [item.id, item]));
}
