import type { Review, ReviewPart } from '#domain/profile/review.ts';
import { ask, post } from '$lib/staff/staff-api.ts';

const URL = '/api/support/reviews';
const at = (review: Review) => `${URL}/${encodeURIComponent(review.order)}`;

export const listReviews = () => ask<{ at: number; reviews: Review[] }>(URL);
export const hideReview = (review: Review, part: ReviewPart, reason: string) =>
  post<Review>(`${at(review)}/hide`, { part, reason });
export const showReview = (review: Review, part: ReviewPart) =>
  post<Review>(`${at(review)}/show`, { part });
