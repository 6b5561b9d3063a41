// What editors are shown: published and drafted side by side.
import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import type { CatalogKind } from '#domain/catalog/catalog-kind.ts';
import { isRecord } from '#domain/text/is-record.ts';
import {
  missingLocales,
  type CatalogItemAnswer,
  type CatalogRow,
  type DraftMark
} from '#domain/catalog/catalog-desk.ts';
import type { FilePackage, FileProduct } from '#domain/catalog/catalog-file.ts';
import { pricesOf } from '#domain/catalog/file-items.ts';
import { ALL, type CatalogItem, type Edition } from '../catalog/publish-catalog.ts';
import { publishedFile, readPublished } from '../catalog/published.ts';
import type { Store } from '../store/store.ts';
import type { Stored } from '../store/stored-document.ts';
import { DRAFT_PREFIX, readDraft, type Draft, type ItemName } from './draft.ts';
import { asFile } from './publish-drafts.ts';

type Editing = Pick<Store, 'catalog' | 'editing'>;
const SHOWN_EDITIONS = { limit: 60, descending: true };

export async function catalogRows(store: Editing): Promise<CatalogRow[]> {
  const [published, drafts] = await Promise.all([
    readPublished(store),
    store.editing.withPrefix<Draft>(DRAFT_PREFIX, ALL)
  ]);
  const byItem = new Map(drafts.map((draft) => [`${draft.kind}:${draft.id}`, draft]));
  const file = publishedFile(published);
  const known = [
    ...file.packages.map((content) => ({ kind: 'package' as const, content })),
    ...file.products.map((content) => ({ kind: 'product' as const, content }))
  ];
  const rows = known.map(({ kind, content }) => {
    const draft = byItem.get(`${kind}:${content.id}`);
    byItem.delete(`${kind}:${content.id}`);
    return rowOf(kind, content, content.version ?? null, draft);
  });
  const fresh = [...byItem.values()].map((draft) => rowOf(draft.kind, draft.content, null, draft));
  return [...fresh, ...rows];
}

function rowOf(
  kind: CatalogKind,
  content: FileItem,
  version: number | null,
  draft: Draft | undefined
): CatalogRow {
  const { title, prices, active = true } = content;
  const ofPackage = kind === 'package' ? (content as FilePackage) : undefined;
  const ofProduct = kind === 'product' ? (content as FileProduct) : undefined;
  return {
    ...{ kind, id: content.id, version, active },
    title: { ...title, de: title?.de ?? '' },
    prices: isRecord(prices) ? pricesOf(prices) : {},
    skills: ofPackage ? [ofPackage.skill] : (ofProduct?.goesWith ?? []),
    ...(ofProduct && { brand: ofProduct.brand }),
    ...(ofPackage && { level: ofPackage.level, durationMin: ofPackage.durationMin }),
    ...(ofPackage && { terms: termsIn(ofPackage.terms) }),
    proOnly: ofPackage?.proOnly ?? false,
    addOn: ofPackage?.addOn ?? false,
    missing: missingLocales(content),
    draft: draft ? markOf(draft) : null
  };
}

/** A draft has them as they were typed. */
function termsIn(terms: unknown): string[] {
  const found = isRecord(terms) ? Object.values(terms).flat() : [];
  return found.filter((each) => typeof each === 'string');
}

function markOf({ at, by, publish, failed }: Draft): DraftMark {
  return { at, by: by.name, publishAt: publish?.at ?? null, failed };
}

/** Undefined: there is neither a published one nor a draft. */
export async function catalogItem(
  store: Editing,
  { kind, id }: ItemName,
  now: number
): Promise<CatalogItemAnswer | undefined> {
  const item = `${kind}:${id}`;
  const [published, draft, editions] = await Promise.all([
    store.catalog.get<CatalogItem>(item),
    readDraft(store, { kind, id }),
    store.editing.withPrefix<Edition>(`edition:${item}:`, SHOWN_EDITIONS)
  ]);
  if (!published && !draft) return undefined;
  return {
    ...{ at: now, kind, id },
    published: published ? publishedView(published) : null,
    draft: draft ? viewOf(draft, published) : null,
    editions: editions
      // Kept before it was replaced, and then it was not.
      .filter(({ _id }) => !published || !_id.endsWith(revisionMark(published)))
      .map(({ content, until, by }) => ({
        ...{ version: content.version, content: asFile(content), until, by }
      }))
  };
}

function viewOf(draft: Stored<Draft>, published: Stored<CatalogItem> | undefined) {
  const isOutdated = draft.base !== (published?._rev ?? null);
  return { ...markOf(draft), rev: draft._rev, content: draft.content, isOutdated };
}

function publishedView(published: Stored<CatalogItem>) {
  return { content: asFile(published), version: published.version, rev: published._rev };
}

function revisionMark({ _rev }: Stored<CatalogItem>): string {
  const [generation = '', hash = ''] = _rev.split('-', 2);
  return `:${generation.padStart(8, '0')}-${hash}`;
}
