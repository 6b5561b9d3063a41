import { reviewOf, type Review } from '#domain/profile/review.ts';
import type { Order } from '#domain/order/order.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** People database: `review:<order>`. */
export interface ReviewDocument extends StoredDocument, Review {
  type: 'review';
}

type People = Pick<Store, 'people'>;

const BY_PROVIDER = { name: 'reviews-of-provider', fields: ['type', 'provider', 'at'] };
const BY_TOUCH = { name: 'reviews-by-touch', fields: ['type', 'touchedAt'] };
/** Of those that support looks through, the newest. */
const MOST_SEEN = 500;

export const reviewId = (order: string): string => `review:${order}`;

/**
 * Written once: what was published stays when the order's own words go. One that an earlier server
 * has kept learns when something was last said in it.
 */
export async function keepReview({ people }: People, order: Order): Promise<void> {
  const review = reviewOf(order);
  if (!review) return;
  await people.update<ReviewDocument>(reviewId(order._id), (current) =>
    current ? withTouch(current) : { _id: reviewId(order._id), type: 'review', ...review }
  );
}

function withTouch(kept: ReviewDocument): ReviewDocument | undefined {
  const { touchedAt }: Partial<Review> = kept;
  if (touchedAt !== undefined) return undefined;
  return { ...kept, touchedAt: kept.answer?.at ?? kept.at };
}

export function findReview({ people }: People, order: string) {
  return people.get<ReviewDocument>(reviewId(order));
}

/** Of one provider, the newest `limit`, newest first. */
export function reviewsOf(
  { people }: People,
  provider: string,
  limit: number
): Promise<ReviewDocument[]> {
  return people.find<ReviewDocument>({
    index: BY_PROVIDER,
    selector: { type: 'review', provider, at: { $gt: 0 } },
    sort: [{ type: 'desc' }, { provider: 'desc' }, { at: 'desc' }],
    limit
  });
}

/** Of everybody, given or answered since then, the newest first: what support looks through. */
export function reviewsSince({ people }: People, since: number): Promise<ReviewDocument[]> {
  return people.find<ReviewDocument>({
    index: BY_TOUCH,
    selector: { type: 'review', touchedAt: { $gt: since } },
    sort: [{ type: 'desc' }, { touchedAt: 'desc' }],
    limit: MOST_SEEN
  });
}

/** Undefined where there is none, or where `change` leaves it. */
export async function changeReview(
  { people }: People,
  order: string,
  change: (review: ReviewDocument) => Review | undefined
): Promise<{ before: ReviewDocument; after: ReviewDocument } | undefined> {
  let before: ReviewDocument | undefined;
  const { doc } = await people.update<ReviewDocument>(reviewId(order), (current) => {
    const changed = current && change(current);
    before = changed && current;
    return changed && current ? { ...current, ...changed } : undefined;
  });
  return before && doc ? { before, after: doc } : undefined;
}
