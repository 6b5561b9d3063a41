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
  unservedPlace,
  type Unserved
} from '../policy/policy.ts';
import { bookingPrice } from './booking-price.ts';
import { compactIban, isIban } from './iban.ts';
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
  'terms.notAccepted',
  'time.gap',
  'time.tooSoon',
  'time.tooFar',
  'time.closed',
  'package.unknown',
  'package.notInMarket',
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
}

const fault = (code: BookingFaultCode) => ({ error: code });
const trimmed = (max: number) =>
  z.string(fault('required')).check(
    z.trim(),
    z.maxLength(max, fault('tooLong')),
    // Half a surrogate pair: nothing that is hashed or printed can carry it.
    z.refine((text) => text.isWellFormed(), fault('invalid'))
  );
const needed = (max: number) => trimmed(max).check(z.minLength(1, fault('required')));

const EMAIL = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:".\d]{2,}$/;

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return /^\+?[\d\s()/.-]+$/.test(text) && digits >= 6 && digits <= 15;
}

const place = z
  .strictObject({
    street: needed(120),
    houseNumber: trimmed(20).check(z.minLength(1, fault('houseNumber.missing'))),
    postcode: needed(10),
    city: needed(80),
    country: z.enum(MARKETS, fault('required')),
    hint: trimmed(500),
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
      accountHolder: needed(120),
      iban: needed(50).check(
        z.refine((iban) => !iban || isIban(iban), fault('iban.invalid')),
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
  visit: z.strictObject({ date: needed(10), time: needed(5) }),
  problem: trimmed(2_000),
  contact: z.strictObject({
    name: needed(120),
    email: needed(200).check(
      z.refine((email) => !email || EMAIL.test(email), fault('email.invalid'))
    ),
    phone: needed(40).check(z.refine((phone) => !phone || isPhone(phone), fault('phone.invalid'))),
    company: trimmed(120),
    language: z.enum(LOCALES, fault('required'))
  }),
  payment,
  termsAccepted: z.literal(true, fault('terms.notAccepted')),
  /** What the customer saw before the last click, guarantee fee included. */
  expectedTotalMinor: z.int(fault('invalid')).check(z.nonnegative(fault('invalid'))),
  /** R2: asked for by the customer. */
  personalProvider: z.nullable(z.string().check(z.maxLength(80, fault('tooLong'))))
});
export type BookingRequest = z.infer<typeof bookingRequest>;

/** What of a package the rules of booking read. */
export type BookablePackage = Pick<
  ServicePackage,
  'id' | 'version' | 'title' | 'durationMin' | 'skill' | 'level' | 'prices' | 'active'
>;

export type CheckedBooking =
  | { ok: true; request: BookingRequest; faults: [] }
  | { ok: false; request: BookingRequest | null; faults: BookingFault[] };

/** Shape first, then the rules; every fault at once, in the order of the form. */
export function checkBooking(
  input: unknown,
  service: BookablePackage | undefined,
  now: Ms
): CheckedBooking {
  const parsed = bookingRequest.safeParse(input);
  const faults: BookingFault[] = parsed.success ? [] : parsed.error.issues.map(toFault);
  faults.push(...ruleFaults(parsed.success ? parsed.data : input, service, now, faults));
  if (parsed.success && faults.length === 0) return { ok: true, request: parsed.data, faults: [] };
  return { ok: false, request: parsed.data ?? null, faults };
}

/**
 * Rules that read more than one field; they look at whatever is there, so that a form hears of
 * everything at once.
 */
function ruleFaults(
  input: unknown,
  service: BookablePackage | undefined,
  now: Ms,
  known: readonly BookingFault[]
): BookingFault[] {
  const request = (typeof input === 'object' && input ? input : {}) as Partial<BookingRequest>;
  const isKnown = (prefix: string) => known.some((each) => each.path.startsWith(prefix));
  const faults: BookingFault[] = [];
  if (!service?.active) {
    if (!isKnown('packageId')) faults.push({ path: 'packageId', code: 'package.unknown' });
    return faults;
  }
  const market = request.place?.country;
  if (!market || !isMarket(market)) return faults;
  const unserved = isKnown('place.postcode') ? null : unservedAt(request.place);
  if (unserved) faults.push({ path: 'place.postcode', code: unserved });
  const price = bookingPrice(service, market);
  if (!price) faults.push({ path: 'packageId', code: 'package.notInMarket' });
  else if (!isKnown('expected') && price.totalMinor !== request.expectedTotalMinor) {
    faults.push({ path: 'expectedTotalMinor', code: 'price.changed' });
  }
  if (request.visit && !isKnown('visit')) {
    const { timeZone } = MARKET_POLICY[market];
    const code = visitFault(request.visit, service.durationMin, timeZone, now);
    const isDay = !Number.isNaN(Date.parse(`${request.visit.date}T00:00Z`));
    const path = code === 'time.tooFar' || !isDay ? 'visit.date' : 'visit.time';
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
  const isCode = (BOOKING_FAULTS as readonly string[]).includes(issue.message);
  const code = isCode ? (issue.message as BookingFaultCode) : 'invalid';
  return { path: issue.path.map(String).join('.'), code };
}
