import type {
  BookingFault,
  BookingFaultCode,
  BookingRequest
} from '#domain/booking/booking-request.ts';
import {
  BOOKING_POLICY,
  MARKET_POLICY,
  MINUTE_MS,
  type Market,
  type VisitHours
} from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatDate, formatTime } from '$lib/ui/values/format.ts';
import { openFromTo } from './open-from-to.ts';

/** Of the form: what the sentences speak of. */
interface Shown {
  now: number;
  rules: VisitHours;
  draft: { fields: { market: Market } };
}

/** The next full minutes that people say: nobody is told 14:23. */
function soonest({ now, rules, draft }: Shown): string {
  const { timeZone } = MARKET_POLICY[draft.fields.market];
  const gridMs = BOOKING_POLICY.slotMin * MINUTE_MS;
  const at = Math.ceil((now + rules.leadMs) / gridMs) * gridMs;
  const zone = { timeZone, locale: getLocale() };
  return `${formatDate(at, zone)}, ${formatTime(at, zone)}`;
}

/** One sentence for each reason: says what to do. */
const WORDS: Record<Exclude<BookingFaultCode, 'tooLong'>, (shown: Shown) => string> = {
  required: m.booking_error_required,
  invalid: m.booking_error_invalid,
  'email.invalid': m.booking_error_email,
  'phone.invalid': m.booking_error_phone,
  'postcode.invalid': m.booking_error_postcode,
  'houseNumber.missing': m.booking_error_house_number,
  'iban.invalid': m.booking_error_iban,
  'iban.qr': m.booking_error_iban_qr,
  'iban.francsElsewhere': m.booking_error_iban_francs,
  'iban.notSepa': m.booking_error_iban_sepa,
  'terms.notAccepted': m.booking_error_terms,
  'time.gap': m.booking_error_time_gap,
  'time.tooSoon': (shown) => m.booking_error_time_soon({ time: soonest(shown) }),
  'time.tooFar': m.booking_error_time_far,
  'time.closed': ({ rules }) => m.booking_error_time_closed(openFromTo(rules)),
  'time.closedDay': m.booking_error_time_closed_day,
  'package.unknown': m.booking_error_package_unknown,
  'package.notInMarket': m.booking_error_package_market,
  'market.notServed': m.booking_error_market,
  'postcode.unknown': m.booking_error_postcode_unknown,
  'place.unknown': m.booking_error_place,
  'place.elsewhere': m.booking_error_place_elsewhere,
  'place.several': m.booking_error_place_several,
  'place.otherCountry': m.booking_error_place_country,
  'place.ownTaxes': m.booking_error_place_taxes,
  'provider.unknown': m.booking_error_provider,
  'price.changed': m.booking_error_price
};

/** Chosen elsewhere than in a field, or not by the customer at all: named by no label. */
type Unlabelled =
  | 'requestId'
  | 'place.country'
  | 'place.point'
  | 'contact.language'
  | 'payment.kind'
  | 'expectedTotalMinor'
  | 'rulesVersion';
type Path<T> = T extends object
  ? { [K in keyof T & string]: T[K] extends object ? `${K}.${Path<T[K]> & string}` : K }[keyof T &
      string]
  : never;
type Labelled = Exclude<Path<BookingRequest>, Unlabelled>;

/** The field's name in the form, as its label says it. */
const LABELS: Record<Labelled, () => string> = {
  packageId: m.booking_step_package,
  'place.street': m.booking_street,
  'place.houseNumber': m.booking_house_number,
  'place.postcode': m.booking_postcode,
  'place.city': m.booking_city,
  'place.hint': m.booking_hint,
  'visit.date': m.booking_date,
  'visit.time': m.booking_time,
  problem: m.booking_problem,
  'contact.name': m.booking_name,
  'contact.email': m.booking_email,
  'contact.phone': m.booking_phone,
  'contact.company': m.booking_company,
  'payment.accountHolder': m.booking_account_holder,
  'payment.iban': m.booking_iban,
  termsAccepted: m.booking_terms_label,
  personalProvider: m.booking_wish_provider
};

export function fieldErrorText({ code, over = 0 }: BookingFault, shown: Shown): string {
  if (code !== 'tooLong') return WORDS[code](shown);
  return over === 1 ? m.booking_error_too_long_one() : m.booking_error_too_long({ over });
}
export const fieldLabel = (path: string): string =>
  (LABELS as Partial<Record<string, () => string>>)[path]?.() ?? '';

/** The step of the form on which an error is corrected: 1, 2 or 3. */
export function stepOfError({ path }: BookingFault): 1 | 2 | 3 {
  if (path === 'packageId' || path === 'personalProvider') return 1;
  return /^(place|visit|problem)/.test(path) ? 2 : 3;
}
