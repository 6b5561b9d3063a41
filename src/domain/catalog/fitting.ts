import type { Job } from '../order/job.ts';
import type { Product } from './service-package.ts';

/** R18: only products that go with the visit are sold on it. */
export function goesWithVisit(product: Product, job: Pick<Job, 'service'>): boolean {
  return product.goesWith.includes(job.service.skill);
}
