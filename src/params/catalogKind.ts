import { CATALOG_KINDS, type CatalogKind } from '#domain/catalog/catalog-kind.ts';

export function match(name: string): name is CatalogKind {
  return (CATALOG_KINDS as readonly string[]).includes(name);
}
