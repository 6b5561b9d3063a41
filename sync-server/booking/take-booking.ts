import { bookingPrice } from '#domain/booking/booking-price.ts';
import {
  checkBooking,
  type BookingFault,
  type BookingRequest
} from '#domain/booking/booking-request.ts';
import { instantsOf } from '#domain/booking/visit-time.ts';
import type { Order } from '#domain/order/order.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import type { Deps } from '../deps.ts';
import type { Geocoder } from '../geocoding/geocoder.ts';
import { createOrder, knownOrder } from '../orders/book-order.ts';
import { publicProvider } from './public-provider.ts';
import { readCatalogHead, readPackage } from './read-catalog.ts';

export type TakenBooking =
  | { outcome: 'created' | 'known' | 'differs'; order: Order }
  | { outcome: 'faults'; faults: BookingFault[] }
  /** Everything else is right: the page shows this price and asks again. */
  | { outcome: 'priceChanged'; totalMinor: number };

/** A customer's booking (R1): checked by the same rules as in the form, then made into an order. */
export async function takeBooking(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  geocoder: Geocoder,
  input: unknown
): Promise<TakenBooking> {
  const now = clock.now();
  const wanted = packageIn(input);
  const service = wanted ? await readPackage(store, wanted) : undefined;
  const { request, faults: found } = checkBooking(input, service, now);
  if (!request) return { outcome: 'faults', faults: found.filter(isFault) };

  // Sent again after it was taken: time has gone on, and what was right then may look wrong now.
  const { requestId, expectedTotalMinor, ...asked } = request;
  const key = `web:${requestId}`;
  const known = await knownOrder(store, key, asked);
  if (known) return known;

  const { place, personalProvider } = request;
  const market = place.country;
  const faults = found.filter(isFault);
  const located = await geocoder.locate(place);
  if (!located) faults.push({ path: 'place.city', code: 'place.unknown' });
  // R2: whether whoever is asked for has the skill and the time, dispatch sees.
  const wished = personalProvider && (await publicProvider(store, personalProvider));
  if (personalProvider !== null && (!wished || wished.market !== market)) {
    faults.push({ path: 'personalProvider', code: 'provider.unknown' });
  }
  const startsAt = instantsOf(request.visit, MARKET_POLICY[market].timeZone)[0];
  const price = service && bookingPrice(service, market);
  if (faults.length > 0 || !located || startsAt === undefined || !price) {
    return { outcome: 'faults', faults };
  }
  if (price.totalMinor !== expectedTotalMinor) {
    return { outcome: 'priceChanged', totalMinor: price.totalMinor };
  }
  const { lat, lon } = located;
  return createOrder(
    { store, now },
    {
      key,
      asked,
      channel: 'web',
      market,
      service,
      startsAt,
      place: { ...place, lat, lon },
      customer: customerOf(request),
      problem: request.problem,
      payment: request.payment,
      personalProvider,
      partner: null,
      pickup: null,
      ...(await versions(store))
    }
  );
}

/** A price that differs is no fault of the form: it has an answer of its own. */
const isFault = (fault: BookingFault) => fault.code !== 'price.changed';

async function versions(store: Deps['store']) {
  const { version, termsVersion } = await readCatalogHead(store);
  return { catalogVersion: version, termsVersion };
}

function customerOf({ contact }: BookingRequest): Order['job']['customer'] {
  const { name, phone, email, company, language } = contact;
  return { name, phone, email, company, locale: language };
}

function packageIn(input: unknown): string | undefined {
  const id = (input as { packageId?: unknown } | null)?.packageId;
  return typeof id === 'string' && /^[a-z0-9][a-z0-9._-]{0,79}$/i.test(id) ? id : undefined;
}
