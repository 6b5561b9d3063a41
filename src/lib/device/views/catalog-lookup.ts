import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { CatalogRow } from '../store/rows.ts';

/**
 * The rules' way into this device's catalogue. An old version is found where
 * it is kept.
 */
export function newCatalogLookup(rows: readonly CatalogRow[]): CatalogLookup {
  const packages = new Map<string, ServicePackage>();
  const products = new Map<string, Product>();
  for (const row of rows) {
    if (row.type === 'package') packages.set(row.id, row);
    if (row.type === 'product') products.set(row.id, row);
  }
  return {
    packageAt(id, version) {
      return atVersion(packages.get(id), version);
    },
    productAt(id, version) {
      return atVersion(products.get(id), version);
    }
  };
}

function atVersion<I extends ServicePackage | Product>(
  found: I | undefined,
  version: number
): I | undefined {
  if (!found) return undefined;
  const isKnown = found.version === version || Object.hasOwn(found.earlier ?? {}, version);
  return isKnown ? found : undefined;
}
