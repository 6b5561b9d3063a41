import type { FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import type { BookingAnswer, BookingRefusal } from '#domain/booking/booking-answer.ts';
import type { RegisterRoutes } from '../deps.ts';
import { addressLimit } from '../plugins/address-limit.ts';
import { refuse } from '../plugins/error-reply.ts';
import type { HttpApp } from '../plugins/http-app.ts';
import { registerPlaceRoutes } from './register-place-routes.ts';
import { publicProvider } from './public-provider.ts';
import { catalogReader, type CatalogAnswer } from './read-catalog.ts';
import { takeBooking, type TakenBooking } from './take-booking.ts';

/**
 * People book a few times a day; a script that tries out IBANs or fills calendars does not get far.
 */
const BOOKINGS_A_MINUTE = 20;
const LARGEST_BODY = 64 * 1024;
const providerParams = z.object({ id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/)) });
export const registerBookingRoutes: RegisterRoutes = (app, deps) => {
  const { store, clock, geocoder } = deps;
  const { writer } = deps.orderWork;
  const now = () => clock.now();
  registerCatalogRoute(app, catalogReader(store, now, deps.marketRules));
  registerPlaceRoutes(app, geocoder);
  app.get(
    '/api/providers/:id',
    { schema: { tags: ['booking'], params: providerParams, summary: 'Whom one may ask for (R2)' } },
    async (request, reply) =>
      (await publicProvider(store, request.params.id)) ?? refuse(reply, 'request.unknown')
  );

  app.post(
    '/api/bookings',
    {
      bodyLimit: LARGEST_BODY,
      onRequest: addressLimit(clock, BOOKINGS_A_MINUTE),
      schema: {
        tags: ['booking'],
        summary: 'Books a visit (R1); the same requestId again answers the same order'
      }
    },
    async (request, reply) =>
      answer(reply, await takeBooking({ ...deps, writer, geocoder }, request.body))
  );
};

function registerCatalogRoute(app: HttpApp, readCatalog: () => Promise<CatalogAnswer>): void {
  app.get(
    '/api/catalog',
    { schema: { tags: ['booking'], summary: 'Packages that can be booked, by market' } },
    async (request, reply) => {
      const { etag, catalog } = await readCatalog();
      // A price may be shown for a minute longer; the booking itself compares it with the server's.
      reply.header('etag', etag).header('cache-control', 'public, max-age=60');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return catalog;
    }
  );
}

function answer(reply: FastifyReply, taken: TakenBooking): FastifyReply {
  const refuseBooking = (status: number, refusal: BookingRefusal) =>
    reply.code(status).send({ ...refusal, requestId: reply.request.id });
  switch (taken.outcome) {
    case 'faults':
      return refuseBooking(422, { error: 'booking.invalid', faults: taken.faults });
    case 'priceChanged':
    case 'rulesChanged': {
      const { outcome, totalMinor, rules } = taken;
      return refuseBooking(409, { error: `booking.${outcome}`, totalMinor, rules });
    }
    case 'differs':
      return refuseBooking(409, { error: 'booking.alreadyMade', ...whereIs(taken.order.token) });
    case 'booked':
      return reply.code(201).send(whereIs(taken.order.token));
  }
}

function whereIs(token: string): BookingAnswer {
  return { token, url: `/o/${token}` };
}
