import type { Job } from '#domain/order/job.ts';
import { m } from '$lib/paraglide/messages';

/** The customer's name, or that it is no longer here. */
export function customerOf({ customer }: { customer: Pick<Job['customer'], 'name'> }): string {
  return customer.name || m.jobs_customer_removed();
}
