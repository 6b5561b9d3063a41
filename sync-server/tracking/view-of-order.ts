import type { Provider } from '#domain/matching/provider.ts';
import type { Order } from '#domain/order/order.ts';
import { customerViewOf, type CustomerView } from '#domain/order/views/customer-view.ts';
import { publicReview } from '#domain/profile/review.ts';
import type { Deps } from '../deps.ts';
import { findReview } from '../orders/review-document.ts';

/** Fewer ratings say nothing about anybody yet. */
const FEWEST_RATINGS = 3;

/** The customer's view of an order now, with the stars of whoever has it. */
export async function viewOfOrder(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  order: Order
): Promise<CustomerView> {
  const id = order.job.provider?.id;
  const provider = id ? await store.people.get<Provider>(`provider:${id}`) : undefined;
  const { sum = 0, count = 0 } = provider?.stars ?? {};
  const stars = count >= FEWEST_RATINGS ? { mean: sum / count, count } : null;
  // What the helper answered is public, and not hidden by support.
  const review = order.job.rating ? await findReview(store, order._id) : undefined;
  const answer = review ? publicReview(review).answer : null;
  return customerViewOf(order, clock.now(), stars, answer);
}
