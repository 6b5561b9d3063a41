import type { CatalogChanges, FileItem } from '#domain/catalog/catalog-changes.ts';
import type { CatalogKind } from '#domain/catalog/catalog-kind.ts';
import type { CatalogItemAnswer, CatalogList } from '#domain/catalog/catalog-desk.ts';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';
import { ask, post, send } from '$lib/staff/staff-api.ts';

export interface Named {
  kind: CatalogKind;
  id: string;
}
export interface SavedDraft {
  rev: string;
  at: number;
}

/** The first one says which published revision its editor saw; a later one may say it anew. */
export type DraftBody = { content: FileItem } & (
  { rev: null; base: string | null } | { rev: string; base?: string | null }
);

const at = ({ kind, id }: Named) => `/api/catalog/items/${kind}/${id}`;

export const readList = () => ask<CatalogList>('/api/catalog/items');
export const readItem = (item: Named) => ask<CatalogItemAnswer>(at(item));

export const saveDraft = (item: Named, body: DraftBody) =>
  send<SavedDraft>('PUT', `${at(item)}/draft`, body);

export function dropDraft(item: Named, rev: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ rev });
  return ask<object>(`${at(item)}/draft`, { method: 'DELETE', headers, body });
}

export const publish = (item: Named, rev: string, { at, why }: { at?: number; why: string }) =>
  post<{ publishedAt: number | null }>('/api/catalog/publish', {
    items: [{ ...item, rev }],
    ...(at !== undefined && { at }),
    why
  });

export const setActive = (item: Named, active: boolean, why: string) =>
  post<CatalogChanges>(`${at(item)}/active`, { active, why });

export const readExample = () => ask<CatalogFile>('/api/catalog/example');

export const importFile = (file: unknown, options: { dryRun: boolean; isWhole: boolean }) =>
  post<CatalogChanges>('/api/catalog/import', { file, ...options });

export const importPrices = (text: string, { dryRun }: { dryRun: boolean }) =>
  post<CatalogChanges>('/api/catalog/prices', { text, dryRun });
