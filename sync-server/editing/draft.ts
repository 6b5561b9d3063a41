// What an editor is working on. Drafts are kept where no device reads, one for an item; the
// revision says whose word is the later one.
import type { FileItem } from '#domain/catalog/catalog-changes.ts';
import type { CatalogKind } from '#domain/catalog/catalog-kind.ts';
import type { Store } from '../store/store.ts';
import type { Stored, StoredDocument } from '../store/stored-document.ts';

/** Editing database: `draft:<kind>:<id>`. */
export interface Draft extends StoredDocument {
  type: 'draft';
  kind: CatalogKind;
  id: string;
  /** As it was typed. Checked when it is published, or gets a date. */
  content: FileItem;
  /** Revision of what was published when its editor last looked; null: nothing. */
  base: string | null;
  at: number;
  by: Editor;
  /** Published by itself then. Whoever changes the content takes the date away. */
  publish: { at: number; by: Editor; why: string } | null;
  failed: 'faults' | 'conflict' | null;
}

export interface Editor {
  id: string;
  name: string;
  role: string;
}

export interface ItemName {
  kind: CatalogKind;
  id: string;
}

type Editing = Pick<Store, 'catalog' | 'editing'>;
export const DRAFT_PREFIX = 'draft:';

export function draftId({ kind, id }: ItemName): string {
  return `${DRAFT_PREFIX}${kind}:${id}`;
}

export function readDraft(
  { editing }: Editing,
  item: ItemName
): Promise<Stored<Draft> | undefined> {
  return editing.get<Draft>(draftId(item));
}

/**
 * Undefined: `rev` is not the one that stands there; somebody else was faster. `base` is what the
 * editor saw, never what stands there now: what was published in between shows when this is
 * published. Without one the draft keeps its own.
 */
export async function saveDraft(
  store: Editing,
  item: ItemName,
  { rev, content, by, at, base }: SavedDraft
): Promise<Stored<Draft> | undefined> {
  const current = await readDraft(store, item);
  if ((current?._rev ?? null) !== rev) return undefined;
  const seen = base === undefined ? (current?.base ?? null) : base;
  const draft: Draft = {
    ...{ _id: draftId(item), type: 'draft', ...item, content, base: seen, at, by },
    ...{ publish: null, failed: null },
    ...(rev !== null && { _rev: rev })
  };
  const put = await store.editing.put<Draft>(draft);
  return put.ok ? { ...draft, _rev: put.rev } : undefined;
}

interface SavedDraft {
  rev: string | null;
  content: FileItem;
  by: Editor;
  at: number;
  base?: string | null;
}

/** False: somebody has changed it since. */
export async function dropDraft(
  { editing }: Editing,
  item: ItemName,
  rev: string
): Promise<boolean> {
  return (await editing.remove(draftId(item), rev)).ok;
}
