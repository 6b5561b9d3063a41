import type { Order } from '#domain/order/order.ts';

/** The order, with these members of its job another. */
export const withJob = (order: Order, fields: Partial<Order['job']>): Order => ({
  ...order,
  job: { ...order.job, ...fields }
});
