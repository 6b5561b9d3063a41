import { describe, expect, it } from 'vitest';
import {
  answered,
  ownReview,
  publicReview,
  reviewOf,
  withHidden,
  type Review
} from '#domain/profile/review.ts';
import { anOrderAfter } from '../../support/builders.ts';

const REVIEW: Review = {
  ...{ order: 'o1', provider: 'anna', title: { de: 'WLAN' }, stars: 4, words: 'Gut', at: 5 },
  ...{ touchedAt: 5, answer: null, hidden: {} }
};
const hidden = { at: 9, by: 'sam', reason: 'Names somebody' };

describe('a review', () => {
  it('[R16.6] has nothing in it of who the customer is', () => {
    const order = anOrderAfter('job.complete');
    expect(reviewOf(order)).toBeNull();
    const rated = { ...order, job: { ...order.job, rating: { stars: 4, words: 'Gut', at: 5 } } };
    const title = order.job.service.title;
    expect(reviewOf(rated)).toEqual({ ...REVIEW, order: order._id, title });
  });

  it('[R16.4] is answered once', () => {
    const once = answered(REVIEW, 'Danke', 7)!;
    expect(once.answer).toEqual({ words: 'Danke', at: 7 });
    expect(once).toMatchObject({ at: 5, touchedAt: 7 });
    expect(answered(once, 'Noch etwas', 8)).toBeUndefined();
  });

  it('[R16.5] is without what support has hidden, stars and the rest as they were', () => {
    const whole = answered(REVIEW, 'Danke', 7)!;
    const words = withHidden(whole, 'words', hidden);
    expect(publicReview(words)).toMatchObject({ stars: 4, words: '', answer: whole.answer });
    const answer = withHidden(whole, 'answer', hidden);
    expect(publicReview(answer)).toMatchObject({ stars: 4, words: 'Gut', answer: null });
    expect(ownReview(answer)).toMatchObject({
      ...{ words: 'Gut', answer: whole.answer, hidden: { answer: { reason: 'Names somebody' } } }
    });
    expect(JSON.stringify(ownReview(answer))).not.toContain('sam');
    expect(withHidden(words, 'words', null)).toEqual(whole);
  });
});
