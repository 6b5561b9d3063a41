// R18: only products that go with the visit are offered.
import { goesWithVisit } from '#domain/catalog/fitting.ts';
import type { Product } from '#domain/catalog/service-package.ts';
import type { Job } from '#domain/order/job.ts';

export interface FittingProduct {
  product: Product;
  /** Gross, in the job's currency. */
  unitMinor: number;
}

export function fittingProducts(
  products: readonly Product[],
  job: Pick<Job, 'market' | 'service'>
): FittingProduct[] {
  return products.flatMap((product) => {
    const unitMinor = product.prices[job.market];
    const fits = product.active && goesWithVisit(product, job);
    return fits && unitMinor !== undefined ? [{ product, unitMinor }] : [];
  });
}
