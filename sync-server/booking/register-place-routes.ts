import * as z from 'zod/mini';
import type { PlaceAnswer } from '#domain/booking/place-answer.ts';
import { MARKETS } from '#domain/policy/policy.ts';
import type { Answer, Geocoder } from '../geocoding/geocoder.ts';
import type { HttpApp } from '../plugins/http-app.ts';

const placesQuery = z.object({
  country: z.enum(MARKETS),
  q: z.string().check(z.trim(), z.minLength(1), z.maxLength(60))
});
const knownQuery = z.object({
  country: z.enum(MARKETS),
  postcode: z.string().check(z.trim(), z.minLength(1), z.maxLength(10)),
  city: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  /** Asks also where the place is known: the customer says that it is elsewhere. */
  ask: z.optional(z.literal('1'))
});
/** An hour old is right enough: towns do not move, and an import shows by then. */
const CACHED = 'public, max-age=3600';

/** Helps the form with the place; what is booked is located anew. */
export function registerPlaceRoutes(
  app: HttpApp,
  geocoder: Pick<Geocoder, 'suggest' | 'known' | 'question'>
): void {
  app.get(
    '/api/places',
    {
      schema: {
        tags: ['booking'],
        summary: 'Towns for a postcode or for first letters',
        querystring: placesQuery
      }
    },
    async (request, reply) => {
      const { country, q } = request.query;
      reply.header('cache-control', CACHED);
      return { places: await geocoder.suggest(country, q) };
    }
  );

  app.get(
    '/api/places/known',
    {
      schema: {
        tags: ['booking'],
        summary: 'Whether postcode and town lead to a point, or what the customer is asked',
        querystring: knownQuery
      }
    },
    async (request, reply) => {
      const { ask, ...place } = request.query;
      reply.header('cache-control', CACHED);
      return told(ask ? await geocoder.question(place) : await geocoder.known(place));
    }
  );
}

function told(answer: Answer): PlaceAnswer {
  if (answer.outcome !== 'found') return answer;
  return { outcome: 'found', ...(answer.near !== undefined && { near: answer.near }) };
}
