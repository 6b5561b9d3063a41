// What customers said: the helper reads it and answers once, support hides what must not be public.
// An answer is published, so it is written with a connection: it is there for all at once, or refused.
import * as z from 'zod/mini';
import { DAY_MS } from '#domain/policy/policy.ts';
import { answered, ownReview, REVIEW_PARTS, withHidden } from '#domain/profile/review.ts';
import { neededWords } from '#domain/text/text-schema.ts';
import type { RegisterRoutes } from '../deps.ts';
import {
  changeReview,
  findReview,
  reviewsOf,
  reviewsSince,
  type ReviewDocument
} from '../orders/review-document.ts';
import { providerOf, providersOnly, sessionOf, supportOnly } from '../plugins/authentication.ts';
import { refuse } from '../plugins/error-reply.ts';

const params = z.object({ id: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,79}$/)) });
const answerBody = z.strictObject({ words: neededWords('bio') });
const part = z.enum(REVIEW_PARTS);
const hideBody = z.strictObject({ part, reason: neededWords('reason') });
const showBody = z.strictObject({ part });
const SHOWN_MS = 90 * DAY_MS;
/** The newest: more than anybody looks through. */
const MOST_OWN = 200;

export const registerReviewRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock } = deps;

  app.get(
    '/api/reviews/own',
    { preHandler: providersOnly, schema: { tags: ['reviews'], summary: 'What customers said' } },
    async (request) => ({
      at: clock.now(),
      reviews: (await reviewsOf(store, providerOf(request).id, MOST_OWN)).map(ownReview)
    })
  );
  app.post(
    '/api/reviews/own/:id/answer',
    {
      preHandler: providersOnly,
      schema: { tags: ['reviews'], params, body: answerBody, summary: 'Answers it, once' }
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await findReview(store, id);
      if (found?.provider !== providerOf(request).id) return refuse(reply, 'request.unknown');
      const { words } = request.body;
      const changed = await changeReview(store, id, (now) => answered(now, words, clock.now()));
      return changed ? ownReview(changed.after) : refuse(reply, 'document.conflict');
    }
  );

  const schema = { tags: ['support'] };
  app.get(
    '/api/support/reviews',
    {
      preHandler: supportOnly,
      schema: { ...schema, summary: 'Ratings given or answered in the last 90 days' }
    },
    async () => {
      const at = clock.now();
      return { at, reviews: (await reviewsSince(store, at - SHOWN_MS)).map(seen) };
    }
  );
  app.post(
    '/api/support/reviews/:id/hide',
    {
      preHandler: supportOnly,
      config: { audit: 'review.hide' },
      schema: { ...schema, params, body: hideBody, summary: 'Hides words or answer; stars count' }
    },
    async (request, reply) => {
      const { part, reason } = request.body;
      const hidden = { at: clock.now(), by: sessionOf(request).person.id, reason };
      const changed = await changeReview(store, request.params.id, (now) =>
        withHidden(now, part, hidden)
      );
      return changed ? seen(changed.after) : refuse(reply, 'request.unknown');
    }
  );
  app.post(
    '/api/support/reviews/:id/show',
    {
      preHandler: supportOnly,
      config: { audit: 'review.show' },
      schema: { ...schema, params, body: showBody, summary: 'Shows again what was hidden' }
    },
    async (request, reply) => {
      const changed = await changeReview(store, request.params.id, (now) =>
        withHidden(now, request.body.part, null)
      );
      return changed ? seen(changed.after) : refuse(reply, 'request.unknown');
    }
  );
};

function seen({ _id, _rev, type: _type, ...review }: ReviewDocument) {
  return review;
}
