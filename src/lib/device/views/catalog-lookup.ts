import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { CatalogRow } from '../store/rows.ts';

/**
 * The rules' way into this device's catalogue. An old version of a package is found by its earlier
 * prices.
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
      const found = packages.get(id);
      if (!found) return undefined;
      const known = found.version === version || Object.hasOwn(found.earlierPrices, version);
      return known ? found : undefined;
    },
    productAt(id, version) {
      const found = products.get(id);
      return found?.version === version ? found : undefined;
    }
  };
}
