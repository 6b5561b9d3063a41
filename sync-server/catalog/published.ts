import { catalogFileOf } from '#domain/catalog/file-items.ts';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';
import type { CatalogHead, Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { Store } from '../store/store.ts';
import type { Stored } from '../store/stored-document.ts';
import { ALL, type Signed } from './publish-catalog.ts';

export interface Published {
  packages: Stored<Signed<ServicePackage>>[];
  products: Stored<Signed<Product>>[];
  termsVersion: string;
  version: string;
}

/** Of a catalogue whose operator has named none. */
const FIRST_TERMS_VERSION = '1';

/** The whole catalogue as devices have it. */
export async function readPublished({ catalog }: Pick<Store, 'catalog'>): Promise<Published> {
  const [head, packages, products] = await Promise.all([
    catalog.get<CatalogHead>('catalog'),
    catalog.withPrefix<Signed<ServicePackage>>('package:', ALL),
    catalog.withPrefix<Signed<Product>>('product:', ALL)
  ]);
  const { termsVersion = FIRST_TERMS_VERSION, version = '' } = head ?? {};
  return { packages, products, termsVersion, version };
}

/** As a file that can be imported again. */
export function publishedFile({ packages, products, termsVersion }: Published): CatalogFile {
  return catalogFileOf(packages, products, termsVersion);
}
