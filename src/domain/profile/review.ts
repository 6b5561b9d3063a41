// What a customer said of a visit, as it is published.
// 1. It has no name of a customer and nothing of the visit but what was done: what was published
//    stays when contact data go.
// 2. The helper answers once. Support may hide words or answer, with a reason; stars always count.
import type { Ms, OrderId, ProviderId } from '../brand.ts';
import type { LocalText } from '../catalog/service-package.ts';
import type { Order } from '../order/order.ts';

export const REVIEW_PARTS = ['words', 'answer'] as const;
export type ReviewPart = (typeof REVIEW_PARTS)[number];

export interface Hidden {
  at: Ms;
  by: string;
  reason: string;
}

export interface Review {
  order: OrderId;
  provider: ProviderId;
  title: LocalText;
  stars: number;
  words: string;
  at: Ms;
  /** When something was last said in it: what support looks through is sorted by it. */
  touchedAt: Ms;
  answer: { words: string; at: Ms } | null;
  hidden: Partial<Record<ReviewPart, Hidden>>;
}

/** As everybody may read it. */
export type PublicReview = Pick<Review, 'title' | 'stars' | 'words' | 'at' | 'answer'>;
/** As the helper reads it, with what others do not see any more. */
export type OwnReview = PublicReview & {
  order: OrderId;
  hidden: Partial<Record<ReviewPart, { reason: string }>>;
};

export function reviewOf({ job, _id }: Pick<Order, '_id' | 'job'>): Review | null {
  const { rating, provider, service } = job;
  if (!rating || !provider) return null;
  const { stars, words, at } = rating;
  return {
    ...{ order: _id, provider: provider.id, title: service.title, stars, words, at },
    ...{ touchedAt: at, answer: null, hidden: {} }
  };
}

export function publicReview({ title, stars, words, at, answer, hidden }: Review): PublicReview {
  return {
    ...{ title, stars, at, words: hidden.words ? '' : words },
    answer: hidden.answer ? null : answer
  };
}

export function ownReview(review: Review): OwnReview {
  const { order, title, stars, words, at, answer, hidden } = review;
  const reasons = Object.entries(hidden).map(([part, { reason }]) => [part, { reason }]);
  return { order, title, stars, words, at, answer, hidden: Object.fromEntries(reasons) };
}

/** Undefined: it was answered before. */
export function answered(review: Review, words: string, at: Ms): Review | undefined {
  return review.answer ? undefined : { ...review, answer: { words, at }, touchedAt: at };
}

/** @param hidden null shows it again */
export function withHidden(review: Review, part: ReviewPart, hidden: Hidden | null): Review {
  const { [part]: _, ...others } = review.hidden;
  return { ...review, hidden: hidden ? { ...others, [part]: hidden } : others };
}
