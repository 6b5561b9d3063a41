import { bookingPrice } from '#domain/booking/booking-price.ts';
import {
  checkBooking,
  type BookingFault,
  type BookingRequest
} from '#domain/booking/booking-request.ts';
import { isInArea } from '#domain/booking/place-answer.ts';
import { instantsOf } from '#domain/booking/visit-time.ts';
import type { Order } from '#domain/order/order.ts';
import type { RulesInForce } from '#domain/operator/rules-versions.ts';
import { MARKET_POLICY, MARKETS, type Market } from '#domain/policy/policy.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';
import type { Business } from '../business/business.ts';
import type { KeptRules } from '../business/market-rules.ts';
import type { Clock } from '../clock.ts';
import type { Geocoder } from '../geocoding/geocoder.ts';
import { bookOrder, knownOrder, type BookedOrder } from '../orders/book-order.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { Store } from '../store/store.ts';
import { publicProvider } from './public-provider.ts';
import { readCatalogHead, readPackage } from './read-catalog.ts';

export type TakenBooking =
  | BookedOrder
  | { outcome: 'faults'; faults: BookingFault[] }
  /** Everything else is right: the page shows this price and asks again. */
  | { outcome: 'priceChanged'; totalMinor: number; rules: RulesInForce }
  /** The price is as it was shown, but what cancelling costs, or else what holds, is not. */
  | { outcome: 'rulesChanged'; totalMinor: number; rules: RulesInForce };

interface TakeBookingDeps {
  store: Pick<Store, 'orders' | 'people' | 'catalog'>;
  writer: Pick<OrderWriter, 'book'>;
  clock: Clock;
  geocoder: Pick<Geocoder, 'locate' | 'question'>;
  business: Pick<Business, 'current'>;
  marketRules: Pick<KeptRules, 'inForce'>;
}

/** A customer's booking (R1): checked by the same rules as in the form, then booked. */
export async function takeBooking(deps: TakeBookingDeps, input: unknown): Promise<TakenBooking> {
  const { store, clock } = deps;
  const now = clock.now();
  const wanted = packageIn(input);
  const service = wanted ? await readPackage(store, wanted) : undefined;
  // Of every market: which one is meant stands in what was not checked yet.
  const inForce = await Promise.all(MARKETS.map((each) => deps.marketRules.inForce(each, now)));
  const rulesOf = (market: Market) => inForce[MARKETS.indexOf(market)]!;
  const { request, faults } = checkBooking(input, service, now, rulesOf);
  if (!request) return { outcome: 'faults', faults: faults.filter(isFault) };
  // Sent again after it was taken: time has gone on, and what was right then may look wrong now.
  const known = await knownOrder(store, keyOf(request), askedOf(request));
  if (known) return known;
  const rules = rulesOf(request.place.country);
  return bookChecked(deps, { request, service, faults: faults.filter(isFault), now, rules });
}

interface Checked {
  request: BookingRequest;
  service: ServicePackage | undefined;
  faults: BookingFault[];
  now: number;
  rules: RulesInForce;
}

async function bookChecked(
  deps: TakeBookingDeps,
  { request, service, faults, now, rules }: Checked
): Promise<TakenBooking> {
  const { place, personalProvider, problem, payment } = request;
  const market = place.country;
  if (!(await deps.business.current()).markets.includes(market)) {
    faults.push({ path: 'place.country', code: 'market.notServed' });
  }
  const isRefused = faults.some(({ path }) => path === 'place.postcode');
  const located = isRefused ? undefined : await placeOf(deps.geocoder, place, faults);
  if (!(await mayBeAskedFor(deps.store, request))) {
    faults.push({ path: 'personalProvider', code: 'provider.unknown' });
  }
  const startsAt = instantsOf(request.visit, MARKET_POLICY[market].timeZone)[0];
  const price = service && bookingPrice(service, market, rules);
  if (faults.length > 0 || !located || startsAt === undefined || !price) {
    return { outcome: 'faults', faults };
  }
  if (price.totalMinor !== request.expectedTotalMinor) {
    return { outcome: 'priceChanged', totalMinor: price.totalMinor, rules };
  }
  if (request.rulesVersion !== undefined && request.rulesVersion !== rules.version) {
    return { outcome: 'rulesChanged', totalMinor: price.totalMinor, rules };
  }
  return bookOrder(
    { ...deps, now },
    {
      ...{
        key: keyOf(request),
        asked: askedOf(request),
        channel: 'web',
        market,
        service,
        startsAt,
        rules
      },
      place: located,
      customer: customerOf(request),
      ...{ problem, payment, personalProvider, partner: null, pickup: null },
      ...(await versions(deps.store))
    }
  );
}

/** Where it is; else the faults say what is asked. What was shown counts in its postcode's area. */
async function placeOf(
  geocoder: TakeBookingDeps['geocoder'],
  { point, ...place }: BookingRequest['place'],
  faults: BookingFault[]
): Promise<Order['job']['place'] | undefined> {
  if (point) {
    const asked = await geocoder.question(place);
    if (asked.outcome === 'ask' && isInArea(asked.area, point)) return { ...place, ...point };
  }
  const answer = await geocoder.locate(place);
  if (answer.outcome === 'found') return { ...place, lat: answer.lat, lon: answer.lon };
  faults.push(
    answer.outcome === 'ask'
      ? { path: 'place.city', code: answer.code }
      : { path: 'place.postcode', code: 'postcode.unknown' }
  );
  return undefined;
}

/** R2: whether whoever is asked for has the skill and the time, dispatch sees. */
async function mayBeAskedFor(
  store: Pick<Store, 'people'>,
  { personalProvider, place }: BookingRequest
): Promise<boolean> {
  if (personalProvider === null) return true;
  return (await publicProvider(store, personalProvider))?.market === place.country;
}

const keyOf = ({ requestId }: BookingRequest) => `web:${requestId}`;

/** Without what belongs to this request alone. */
function askedOf(request: BookingRequest): unknown {
  const { requestId: _id, expectedTotalMinor: _total, rulesVersion: _rules, ...asked } = request;
  return asked;
}

/** A price that differs is no error of the form: it has an answer of its own. */
const isFault = (fault: BookingFault) => fault.code !== 'price.changed';

async function versions(store: Pick<Store, 'catalog'>) {
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
