import type { Product, ServicePackage } from '#domain/catalog/service-package.ts';
import { packageOf, productOf } from '#domain/catalog/file-items.ts';
import { exampleCatalog } from '../catalog/example-catalog.ts';

const file = exampleCatalog();
export const DEMO_PACKAGES: readonly ServicePackage[] = file.packages.map(packageOf);
/** Brands are invented; Nordhall is the house brand of one of the demo partners. */
export const DEMO_PRODUCTS: readonly Product[] = file.products.map(productOf);
