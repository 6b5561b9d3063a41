// What a customer sends to book (R1): one schema for the form and for the server, so that both
// refuse the same with the same words.
// 1. Whatever is refused names the field and a code of BOOKING_FAULTS; each code has one sentence
//    on the client.
// 2. The place's country is the market: it decides currency, zone, price and VAT.
// 3. The same requestId is the same booking however often it arrives. It is made at random by the
//    client and is as secret as the token.
import * as z from 'zod/mini';
import type { ServicePackage } from '../catalog/service-package.ts';
import type { Ms } from '../brand.ts';
import {
  isMarket,
  isPostcode,
  LOCALES,
  MARKET_POLICY,
  MARKETS,
  type Market,
  type MarketRules,
  type VisitHours
} from '../policy/policy.ts';
import { unservedPlace, type Unserved } from '../policy/markets/unserved-places.ts';
import { bookingPrice } from './booking-price.ts';
import { isVisible } from '../text/clean-text.ts';
import { cleanEmail, isEmail } from '../text/email-address.ts';
import { againstDebit, compactIban, isIban } from '../text/iban.ts';
import { readPhone } from '../text/phone-number.ts';
import { line, neededLine, personName, tooLongIn, words } from '../text/text-schema.ts';
import { visitFault } from './visit-time.ts';

export const BOOKING_FAULTS = [
  'required',
  'tooLong',
  'invalid',
  'email.invalid',
  'phone.invalid',
  'postcode.invalid',
  'houseNumber.missing',
  'iban.invalid',
  'iban.qr',
  'iban.francsElsewhere',
  'iban.notSepa',
  'terms.notAccepted',
  'time.gap',
  'time.tooSoon',
  'time.tooFar',
  'time.closed',
  'time.closedDay',
  'package.unknown',
  'package.notInMarket',
  'market.notServed',
  'postcode.unknown',
  'place.unknown',
  'place.elsewhere',
  'place.several',
  'place.otherCountry',
  'place.ownTaxes',
  'provider.unknown',
  'price.changed'
] as const;
export type BookingFaultCode = (typeof BOOKING_FAULTS)[number];
export interface BookingFault {
  /** Dotted, as in the request: `place.postcode`. */
  path: string;
  code: BookingFaultCode;
  /** With `tooLong`: by how many characters. */
  over?: number;
}

const fault = (code: BookingFaultCode) => ({ error: code });
const short = (max: number) =>
  z
    .string(fault('required'))
    .check(z.maxLength(max, fault('tooLong')), z.minLength(1, fault('required')));

const place = z
  .strictObject({
    street: neededLine('street'),
    houseNumber: line('houseNumber').check(z.refine(isVisible, fault('houseNumber.missing'))),
    postcode: neededLine('postcode'),
    city: neededLine('city'),
    country: z.enum(MARKETS, fault('required')),
    hint: line('hint'),
    /** Shown by the customer on a map where the words alone do not lead there. */
    point: z.optional(
      z.strictObject({
        lat: z.number().check(z.gte(-90), z.lte(90)),
        lon: z.number().check(z.gte(-180), z.lte(180))
      })
    )
  })
  .check(
    z.refine((at) => !at.postcode || isPostcode(at.country, at.postcode), {
      error: 'postcode.invalid' satisfies BookingFaultCode,
      path: ['postcode']
    })
  );

const payment = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('directDebit'),
      accountHolder: personName,
      iban: neededLine('iban').check(
        z.refine((iban) => !isVisible(iban) || isIban(iban), fault('iban.invalid')),
        z.overwrite(compactIban)
      )
    }),
    z.strictObject({ kind: z.literal('invoice') })
  ],
  fault('required')
);

export const bookingRequest = z.strictObject({
  requestId: z.string().check(z.regex(/^[A-Za-z0-9_-]{20,64}$/, fault('invalid'))),
  packageId: z
    .string(fault('package.unknown'))
    .check(z.minLength(1, fault('package.unknown')), z.maxLength(80, fault('tooLong'))),
  place,
  visit: z.strictObject({ date: short(10), time: short(5) }),
  problem: words('words'),
  contact: z.strictObject({
    name: personName,
    email: neededLine('email').check(
      z.overwrite(cleanEmail),
      z.refine((email) => !isVisible(email) || isEmail(email), fault('email.invalid'))
    ),
    /** Read with the market's country once all is there: see `ruleFaults`. */
    phone: neededLine('phone'),
    company: line('company'),
    language: z.enum(LOCALES, fault('required'))
  }),
  payment,
  termsAccepted: z.literal(true, fault('terms.notAccepted')),
  /** What the customer saw before the last click, guarantee fee included. */
  expectedTotalMinor: z.int(fault('invalid')).check(z.nonnegative(fault('invalid'))),
  /** O5: under which the customer was shown the rest, such as what cancelling costs. */
  rulesVersion: z.optional(z.int(fault('invalid'))),
  /** R2: asked for by the customer. */
  personalProvider: z.nullable(z.string().check(z.maxLength(80, fault('tooLong'))))
});
export type BookingRequest = z.infer<typeof bookingRequest>;

/** What of a package the rules of booking read. */
export type BookablePackage = Pick<
  ServicePackage,
  'id' | 'version' | 'title' | 'durationMin' | 'skill' | 'level' | 'prices' | 'active' | 'proOnly'
>;

/** What is in force in a market. */
export type RulesOf = (market: Market) => Pick<MarketRules, 'guaranteeFeeMinor'> & VisitHours;

export type CheckedBooking =
  | { ok: true; request: BookingRequest; faults: [] }
  | { ok: false; request: BookingRequest | null; faults: BookingFault[] };

/**
 * Shape first, then the rules; every fault at once, in the order of the form.
 * @param rulesOf in force; the usual ones where nobody was asked
 */
export function checkBooking(
  input: unknown,
  service: BookablePackage | undefined,
  now: Ms,
  rulesOf: RulesOf = (market) => MARKET_POLICY[market].rules
): CheckedBooking {
  const parsed = bookingRequest.safeParse(input);
  const faults: BookingFault[] = parsed.success ? [] : parsed.error.issues.map(toFault);
  const said = asObject(parsed.success ? parsed.data : input);
  const rules = [
    ...accountFaults(said, faults),
    ...ruleFaults(said, { service, now, rulesOf }, faults)
  ];
  const request = parsed.success ? withReadPhone(parsed.data) : null;
  if (request && faults.length + rules.length === 0) return { ok: true, request, faults: [] };
  return { ok: false, request, faults: [...faults, ...rules] };
}

const asObject = (input: unknown) =>
  (typeof input === 'object' && input ? input : {}) as Partial<BookingRequest>;

/** Undefined where none is named, or something else. */
const marketOf = ({ place }: Partial<BookingRequest>) =>
  place && isMarket(place.country) ? place.country : undefined;

const phoneOf = (request: Partial<BookingRequest>) =>
  readPhone(String(request.contact?.phone ?? ''), marketOf(request));

/** As E.164, so that whoever calls calls the right number; one that cannot be read is a fault. */
function withReadPhone(request: BookingRequest): BookingRequest {
  const phone = phoneOf(request) ?? request.contact.phone;
  return { ...request, contact: { ...request.contact, phone } };
}

/** A phone and an account are read with the market, which stands elsewhere in the form. */
function accountFaults(
  request: Partial<BookingRequest>,
  known: readonly BookingFault[]
): BookingFault[] {
  const isKnown = (path: string) => known.some((each) => each.path === path);
  const faults: BookingFault[] = [];
  if (typeof request.contact?.phone === 'string' && !isKnown('contact.phone')) {
    if (!phoneOf(request)) faults.push({ path: 'contact.phone', code: 'phone.invalid' });
  }
  const { payment } = request;
  const market = marketOf(request);
  if (payment?.kind === 'directDebit' && !isKnown('payment.iban') && market) {
    const { currency } = MARKET_POLICY[market];
    const code = isIban(String(payment.iban)) && againstDebit(payment.iban, currency);
    if (code) faults.push({ path: 'payment.iban', code });
  }
  return faults;
}

/**
 * Rules that read more than one field; they look at whatever is there, so that a form hears of
 * everything at once.
 */
function ruleFaults(
  request: Partial<BookingRequest>,
  { service, now, rulesOf }: { service?: BookablePackage; now: Ms; rulesOf: RulesOf },
  known: readonly BookingFault[]
): BookingFault[] {
  const isKnown = (prefix: string) => known.some((each) => each.path.startsWith(prefix));
  const faults: BookingFault[] = [];
  if (!service?.active) {
    if (!isKnown('packageId')) faults.push({ path: 'packageId', code: 'package.unknown' });
    return faults;
  }
  const market = marketOf(request);
  if (!market) return faults;
  const unserved = isKnown('place.postcode') ? null : unservedAt(request.place);
  if (unserved) faults.push({ path: 'place.postcode', code: unserved });
  const price = bookingPrice(service, market, rulesOf(market));
  if (!price) faults.push({ path: 'packageId', code: 'package.notInMarket' });
  else if (!isKnown('expected') && price.totalMinor !== request.expectedTotalMinor) {
    faults.push({ path: 'expectedTotalMinor', code: 'price.changed' });
  }
  if (request.visit && !isKnown('visit')) {
    const { timeZone } = MARKET_POLICY[market];
    const code = visitFault(request.visit, service.durationMin, timeZone, now, rulesOf(market));
    const isDay = !Number.isNaN(Date.parse(`${request.visit.date}T00:00Z`));
    const isOfDay = code === 'time.tooFar' || code === 'time.closedDay' || !isDay;
    const path = isOfDay ? 'visit.date' : 'visit.time';
    if (code) faults.push({ path, code });
  }
  return faults;
}

function unservedAt(place: Partial<BookingRequest['place']> | undefined): Unserved | null {
  const { country, postcode, city } = place ?? {};
  if (!country || typeof postcode !== 'string' || typeof city !== 'string') return null;
  return unservedPlace(country, postcode.trim(), city);
}

function toFault(issue: { path: PropertyKey[]; message: string }): BookingFault {
  const path = issue.path.map(String).join('.');
  const over = tooLongIn(issue.message);
  if (over !== undefined) return { path, code: 'tooLong', over };
  const isCode = (BOOKING_FAULTS as readonly string[]).includes(issue.message);
  return { path, code: isCode ? (issue.message as BookingFaultCode) : 'invalid' };
}
