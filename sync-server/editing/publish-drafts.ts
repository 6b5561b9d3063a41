// From a draft to the catalogue. What must hold:
// 1. all of what is published together is without a fault, or nothing is;
// 2. what was published since the draft was begun is not overwritten unseen;
// 3. a draft is published once, by however many processes: it is only written while it is there,
//    and whoever removes it writes it down;
// 4. a draft that was overtaken while others were published stays, and that is answered.
import * as z from 'zod/mini';
import { differencesOf, type Difference, type FileItem } from '#domain/catalog/catalog-changes.ts';
import { filePackage, fileProduct } from '#domain/catalog/catalog-file.ts';
import { faultsIn, type CatalogFault } from '#domain/catalog/catalog-fault.ts';
import { filePackageOf, fileProductOf, packageOf, productOf } from '#domain/catalog/file-items.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { publishCatalog, type CatalogItem } from '../catalog/publish-catalog.ts';
import { readPublished } from '../catalog/published.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { Store } from '../store/store.ts';
import type { Stored } from '../store/stored-document.ts';
import { dropDraft, type Draft, type Editor } from './draft.ts';

export interface PublishDeps {
  store: Pick<Store, 'catalog' | 'editing'>;
  keys: ServerKeys;
  audit: Pick<AuditLog, 'write'>;
}

export interface Wish {
  at: number;
  by: Editor;
  why: string;
}

export type PublishedDrafts =
  | { ok: true }
  | { ok: false; why: 'conflict' }
  | { ok: false; why: 'faults'; faults: CatalogFault[] };

export async function publishDrafts(
  { store, keys, audit }: PublishDeps,
  drafts: readonly Stored<Draft>[],
  { at, by, why }: Wish
): Promise<PublishedDrafts> {
  const faults = drafts.flatMap(faultsOf);
  if (faults.length > 0) return { ok: false, why: 'faults', faults };
  const items = drafts.map(itemOf);
  const before = new Map<string, FileItem>();
  for (const draft of drafts) {
    const current = await store.catalog.get<CatalogItem>(itemId(draft));
    if ((current?._rev ?? null) !== draft.base && !saysTheSame(current, itemOf(draft))) {
      return { ok: false, why: 'conflict' };
    }
    if (current) before.set(draft._id, asFile(current));
  }
  const byItem = new Map(drafts.map((draft) => [itemId(draft), draft]));
  const { termsVersion } = await readPublished(store);
  const content = {
    packages: items.filter((each) => each.type === 'package'),
    products: items.filter((each) => each.type === 'product'),
    termsVersion
  };
  const overtaken = new Set<Draft>();
  await publishCatalog(store, keys, content, {
    ...{ at, by: by.name },
    async isWanted(item, current) {
      const draft = byItem.get(item._id)!;
      overtaken.delete(draft);
      if (saysTheSame(current, item)) return true;
      const there = await store.editing.get<Draft>(draft._id);
      const isWanted = there?._rev === draft._rev && (current?._rev ?? null) === draft.base;
      if (!isWanted) overtaken.add(draft);
      return isWanted;
    }
  });
  for (const draft of drafts) {
    if (overtaken.has(draft)) continue;
    if (!(await dropDraft(store, draft, draft._rev))) continue;
    const known = before.get(draft._id);
    const differences = known ? differencesOf(known, draft.content) : [];
    const what = known ? 'catalog.publish' : 'catalog.add';
    await audit.write({ by, what, about: itemId(draft), ...told(differences), why });
  }
  return overtaken.size > 0 ? { ok: false, why: 'conflict' } : { ok: true };
}

/** What a draft has that the catalogue does not take; its paths begin with the item's id. */
export function faultsOf({ kind, id, content }: Pick<Draft, 'kind' | 'id' | 'content'>) {
  const faults = faultsIn(kind === 'package' ? filePackage : fileProduct, content);
  return faults.map((fault) => ({ ...fault, of: id }));
}

/** Its texts clean. @throws where the draft has faults */
function itemOf({ kind, content }: Draft): CatalogItem {
  if (kind === 'package') return packageOf(z.parse(filePackage, content));
  return productOf(z.parse(fileProduct, content));
}

/** As the audit log keeps it: each value by its path. */
export function told(differences: readonly Difference[]) {
  const valuesOf = (side: 'before' | 'after') =>
    Object.fromEntries(differences.map((each) => [each.path, each[side] ?? null]));
  return { before: valuesOf('before'), after: valuesOf('after') };
}

export function asFile(document: CatalogItem): FileItem {
  return document.type === 'package' ? filePackageOf(document) : fileProductOf(document);
}

/** So it is where a process was cut off between publishing and removing the draft. */
export function saysTheSame(current: CatalogItem | undefined, item: CatalogItem): boolean {
  return current !== undefined && differencesOf(asFile(current), asFile(item)).length === 0;
}

const itemId = ({ kind, id }: Pick<Draft, 'kind' | 'id'>) => `${kind}:${id}`;
