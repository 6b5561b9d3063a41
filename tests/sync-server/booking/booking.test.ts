import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookingAnswer } from '#domain/booking/booking-answer.ts';
import type { BookingCatalog } from '#domain/booking/booking-catalog.ts';
import type { BookingRequest } from '#domain/booking/booking-request.ts';
import type { PlaceAnswer } from '#domain/booking/place-answer.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { bookOrder, type OrderWish } from '../../../sync-server/orders/book-order.ts';
import { writePostalCodes } from '../../../sync-server/geocoding/postal-code-store.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, aProvider, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import type { TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startOrderServer();
  await server.store.catalog.put(
    aPackage({ _id: 'package:gone', id: 'gone', active: false, title: { de: 'Altes' } })
  );
  await server.store.people.put(aProvider());
});
afterAll(() => server.close());

let counter = 0;
const freshId = () => `request-${String((counter += 1)).padStart(20, '0')}`;
const aRequest = (fields: Partial<BookingRequest> = {}) =>
  aBookingRequest({ requestId: freshId(), ...fields });

function book(payload: unknown, remoteAddress = `10.0.0.${counter % 250}`) {
  const body = payload as Record<string, unknown>;
  return server.app.inject({ method: 'POST', url: '/api/bookings', payload: body, remoteAddress });
}

async function orderOf(answer: { json<T>(): T }): Promise<Order> {
  const { token } = answer.json<BookingAnswer>();
  const { orders } = server.store;
  const index = { name: 'by-token', fields: ['token'] };
  const [order] = await orders.find({ selector: { token }, index, limit: 2 });
  if (!order) throw new Error('no order of this token');
  return order;
}

describe('GET /api/catalog', () => {
  it('has what a customer chooses by and nothing else', async () => {
    const answer = await server.app.inject('/api/catalog');
    expect(answer.statusCode).toBe(200);
    const { packages, version } = answer.json<BookingCatalog>();
    expect(version).toBe('7');
    expect(packages.map((each) => each.id)).toEqual(['wlan']);
    expect(packages[0]).not.toHaveProperty('checklist');
    expect(packages[0]).not.toHaveProperty('earlier');
  });

  it('answers 304 to who has it', async () => {
    const { headers } = await server.app.inject('/api/catalog');
    const again = await server.app.inject({
      url: '/api/catalog',
      headers: { 'if-none-match': headers.etag as string }
    });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });
});

describe('GET /api/places', () => {
  it('completes a postcode that was imported, and a town by its letters', async () => {
    const row = { country: 'CH', code: '4051', place: 'Basel', lat: 47.554, lon: 7.5865 } as const;
    await writePostalCodes(server.store.places, [row]);
    const byCode = await server.app.inject('/api/places?country=CH&q=4051');
    expect(byCode.json()).toEqual({ places: [{ postcode: '4051', city: 'Basel' }] });
    const byName = await server.app.inject('/api/places?country=CH&q=wint');
    expect(byName.json<{ places: unknown[] }>().places[0]).toEqual({
      postcode: '',
      city: 'Winterthur'
    });
  });

  it('[R1.13] says at once whether postcode and town lead to a point', async () => {
    const known = (query: string) => server.app.inject(`/api/places/known?country=CH&${query}`);
    expect((await known('postcode=4051&city=Basel')).json()).toEqual({ outcome: 'found' });
    const asked = (await known('postcode=3999&city=Nirgendheim')).json<PlaceAnswer>();
    expect(asked).toMatchObject({ outcome: 'ask', code: 'place.unknown' });
    const again = (await known('postcode=8001&city=Z%C3%BCrich&ask=1')).json<PlaceAnswer>();
    expect(again.outcome).toBe('ask');
    expect((await known('postcode=9999&city=Basel')).json()).toEqual({ outcome: 'noSuchPostcode' });
  });

  it('[R1.15] takes what can be no postcode for none, and never for the beginning of one', async () => {
    for (const postcode of ['40', '1😀', '405', '40510', '4o51']) {
      const query = new URLSearchParams({ country: 'CH', postcode, city: 'Basel' });
      const answer = await server.app.inject(`/api/places/known?${query}`);
      expect([answer.statusCode, answer.json()]).toEqual([200, { outcome: 'noSuchPostcode' }]);
    }
    const query = new URLSearchParams({ country: 'DE', q: '1😀' });
    const answer = await server.app.inject(`/api/places?${query}`);
    expect([answer.statusCode, answer.json()]).toEqual([200, { places: [] }]);
  });

  it('refuses a country without a market', async () => {
    expect((await server.app.inject('/api/places?country=XX&q=1')).statusCode).toBe(400);
  });
});

describe('POST /api/bookings', () => {
  it('[R1.13] takes the point that the customer showed, and keeps the words', async () => {
    const point = { lat: 46.52, lon: 8.35 };
    const place = { ...aBookingRequest().place, postcode: '3999', city: 'Nirgendheim', point };
    const answer = await book(aRequest({ place }));
    expect(answer.statusCode).toBe(201);
    const { job } = await orderOf(answer);
    expect(job.place).toMatchObject({ ...point, city: 'Nirgendheim' });
    expect(job.place).not.toHaveProperty('point');
  });

  it('[R1.10] makes an order that dispatch finds: requested, due at once, located, in the zone of its place', async () => {
    const answer = await book(aRequest());
    expect(answer.statusCode).toBe(201);
    const { token, url } = answer.json<BookingAnswer>();
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(url).toBe(`/o/${token}`);
    const order = await orderOf(answer);
    expect(order._id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(order.dueAt).toBe(0);
    expect(order.job.state).toBe('requested');
    expect(order.job.appointment).toEqual({
      startsAt: Date.parse('2026-06-10T12:30:00Z'),
      durationMin: 60,
      timeZone: 'Europe/Zurich'
    });
    expect(order.job.place.lat).toBeCloseTo(47.55, 1);
    expect(order.job.customer.locale).toBe('de');
    expect(order.job.terms).toMatchObject({ catalogVersion: '7', termsVersion: '2026-01' });
    expect(order.payment).toEqual({
      kind: 'directDebit',
      accountHolder: 'Rosa Keller',
      iban: 'CH9300762011623852957'
    });
  });

  it('[R1.4] answers the same order to the same request, also at the same moment and a day later', async () => {
    const request = aRequest();
    const answers = await Promise.all(Array.from({ length: 8 }, () => book(request)));
    expect(new Set(answers.map((each) => each.statusCode))).toEqual(new Set([201]));
    const tokens = new Set(answers.map((each) => each.json<BookingAnswer>().token));
    expect(tokens.size).toBe(1);
    server.clock.set(NOW + 60 * HOUR_MS);
    const late = await book(request);
    server.clock.set(NOW);
    expect(late.statusCode).toBe(201);
    expect(tokens.has(late.json<BookingAnswer>().token)).toBe(true);
  });

  it('[R1.5] says so when a request that was taken comes again with something else in it', async () => {
    const request = aRequest();
    const first = (await book(request)).json<BookingAnswer>();
    const again = await book({ ...request, problem: 'Doch etwas anderes' });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ error: 'booking.alreadyMade', url: first.url });
  });

  it('[R1.4] finishes what a crash between its two writes left undone', async () => {
    const wish: OrderWish = {
      key: 'web:crash',
      asked: 'crash',
      channel: 'web',
      market: 'CH',
      service: aPackage(),
      startsAt: NOW + 48 * HOUR_MS,
      place: { ...aBookingRequest().place, lat: 47.5, lon: 7.6 },
      customer: { name: 'Rosa', phone: '', email: '', company: '', locale: 'de' },
      problem: '',
      payment: { kind: 'invoice' },
      personalProvider: null,
      partner: null,
      pickup: null,
      catalogVersion: '7',
      termsVersion: '2026-01'
    };
    const { store } = server;
    const { writer } = server.deps.orderWork;
    const crashing = { book: () => Promise.reject(new Error('cut off')) };
    const cutOff = bookOrder({ store, writer: crashing, now: NOW }, wish);
    await expect(cutOff).rejects.toThrow('cut off');
    const first = await bookOrder({ store, writer, now: NOW + 1 }, wish);
    const second = await bookOrder({ store, writer, now: NOW + 2 }, wish);
    expect(first.order.createdAt).toBe(NOW);
    expect(second).toEqual({ outcome: 'booked', order: first.order });
  });

  it('[R1.3] answers 409 with the new price, and takes it when the customer agrees', async () => {
    const request = aRequest({ expectedTotalMinor: 7000 });
    const answer = await book(request);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ error: 'booking.priceChanged', totalMinor: 8390 });
    expect((await book({ ...request, expectedTotalMinor: 8390 })).statusCode).toBe(201);
  });

  it('[R1.1] lists every fault with its field', async () => {
    const request = aRequest();
    request.place = { ...request.place, postcode: '80331', city: '' };
    request.contact = { ...request.contact, email: 'rosa' };
    request.visit = { date: '2026-06-08', time: '09:00' };
    const answer = await book(request);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      error: 'booking.invalid',
      faults: expect.arrayContaining([
        { path: 'place.postcode', code: 'postcode.invalid' },
        { path: 'place.city', code: 'required' },
        { path: 'contact.email', code: 'email.invalid' }
      ]) as unknown
    });
  });

  it.each([
    [
      '[R1.13] a town that nobody knows, and no point',
      { place: { ...aBookingRequest().place, postcode: '3999', city: 'Nirgendheim' } },
      'place.city',
      'place.unknown'
    ],
    [
      '[R1.13] a point far outside the area of the postcode',
      {
        place: {
          ...aBookingRequest().place,
          postcode: '3999',
          city: 'Nirgendheim',
          point: { lat: 47.37, lon: 8.54 }
        }
      },
      'place.city',
      'place.unknown'
    ],
    [
      '[R1.13] a town that lies elsewhere',
      { place: { ...aBookingRequest().place, postcode: '4051', city: 'Zürich' } },
      'place.city',
      'place.elsewhere'
    ],
    [
      '[R1.15] a postcode that does not exist',
      { place: { ...aBookingRequest().place, postcode: '9999' } },
      'place.postcode',
      'postcode.unknown'
    ],
    [
      '[R1.15] a place in another country with a Swiss postcode',
      { place: { ...aBookingRequest().place, postcode: '9490', city: 'Vaduz' } },
      'place.postcode',
      'place.otherCountry'
    ],
    ['an unknown package', { packageId: 'nothing' }, 'packageId', 'package.unknown'],
    ['a package that is gone', { packageId: 'gone' }, 'packageId', 'package.unknown'],
    ['a package id that is none', { packageId: '../keys' }, 'packageId', 'package.unknown'],
    [
      'a provider that nobody knows',
      { personalProvider: 'nobody' },
      'personalProvider',
      'provider.unknown'
    ],
    ['too soon', { visit: { date: '2026-06-08', time: '10:00' } }, 'visit.time', 'time.tooSoon'],
    ['at night', { visit: { date: '2026-06-10', time: '23:00' } }, 'visit.time', 'time.closed']
  ])('refuses %s', async (_title, fields, path, code) => {
    const answer = await book(aRequest(fields as Partial<BookingRequest>));
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ faults: unknown[] }>().faults).toEqual([{ path, code }]);
  });

  it('[R2.5] takes a provider whom the customer asked for', async () => {
    const answer = await book(aRequest({ personalProvider: 'anna' }));
    expect(answer.statusCode).toBe(201);
    expect((await orderOf(answer)).personalProvider).toBe('anna');
  });

  it.each([[null], [[]], ['text'], [{ packageId: { $ne: 1 } }]])(
    'answers bad input %j with a refusal, never with a failure',
    async (payload) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/bookings',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(payload)
      });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    }
  );

  it('refuses text that no document can carry', async () => {
    const answer = await book(aRequest({ problem: 'half a letter: \ud800' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ faults: unknown[] }>().faults).toEqual([
      { path: 'problem', code: 'invalid' }
    ]);
  });

  it('slows down who books again and again', async () => {
    const answers = [];
    for (let at = 0; at < 21; at += 1) answers.push(await book({}, '10.9.9.9'));
    expect(answers.at(-1)?.statusCode).toBe(429);
  });
});
