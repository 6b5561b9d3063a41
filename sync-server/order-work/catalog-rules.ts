import type { CatalogLookup, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { ALL } from '../catalog/publish-catalog.ts';
import { followChanges } from '../store/follow-changes.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** The catalogue in memory, as the rules look it up: one read of the whole, then the changes. */
export interface CatalogRules extends CatalogLookup {
  /** Reads the whole catalogue again. */
  load(): Promise<void>;
  /** Follows the changes until the signal ends it. */
  follow(signal: AbortSignal): Promise<void>;
}

type CatalogEntry = StoredDocument & Partial<ServicePackage | Product>;

export function openCatalogRules(store: Pick<Store, 'catalog'>): CatalogRules {
  const packages = new Map<string, ServicePackage>();
  const products = new Map<string, Product>();

  function keep(entry: CatalogEntry): void {
    if (entry.type === 'package') packages.set(entry.id ?? '', entry as ServicePackage);
    if (entry.type === 'product') products.set(entry.id ?? '', entry as Product);
  }

  return {
    packageAt: (id) => packages.get(id),
    productAt: (id) => products.get(id),
    async load() {
      for (const prefix of ['package:', 'product:']) {
        for (const entry of await store.catalog.withPrefix<CatalogEntry>(prefix, ALL)) keep(entry);
      }
    },
    follow: (signal) =>
      followChanges(store.catalog, {
        since: '0',
        signal,
        onBatch: (changes) => {
          for (const { doc } of changes) if (doc) keep(doc as CatalogEntry);
        }
      })
  };
}
