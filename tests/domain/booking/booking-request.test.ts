import { describe, expect, it } from 'vitest';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import { checkBooking, type BookingFaultCode } from '#domain/booking/booking-request.ts';
import { compactIban, isIban, spacedIban } from '#domain/text/iban.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { aPackage, anOrder, NOW } from '../../support/builders.ts';
import { aBookingRequest } from '../../support/booking-request.ts';

/** A copy with one value set at a dotted path; undefined takes the member away. */
function withValue(path: string, value: unknown) {
  const request = structuredClone(aBookingRequest()) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce((at, key) => at[key] as Record<string, unknown>, request);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return request;
}

describe('a booking request', () => {
  it('passes when everything is there', () => {
    const checked = checkBooking(aBookingRequest(), aPackage(), NOW);
    expect(checked.faults).toEqual([]);
    expect(checked.ok).toBe(true);
  });

  it('is trimmed, and an IBAN is stored compact', () => {
    const request = withValue('payment.iban', ' ch93 0076 2011 6238 5295 7 ');
    const checked = checkBooking(request, aPackage(), NOW);
    expect(checked.request?.payment).toMatchObject({ iban: 'CH9300762011623852957' });
  });

  it.each<[string, unknown, BookingFaultCode, string?]>([
    ['requestId', 'short', 'invalid'],
    ['packageId', '', 'package.unknown'],
    ['place.street', '   ', 'required'],
    ['place.street', 'x'.repeat(121), 'tooLong'],
    ['place.houseNumber', '', 'houseNumber.missing'],
    ['place.postcode', '', 'required'],
    ['place.postcode', '80331', 'postcode.invalid'],
    ['place.city', undefined, 'required'],
    ['place.country', 'FR', 'required'],
    ['place.hint', 'x'.repeat(501), 'tooLong'],
    ['visit.date', '', 'required'],
    ['visit.date', '2027-06-08', 'time.tooFar'],
    ['visit.time', '03:00', 'time.closed'],
    ['visit.time', '25:00', 'invalid'],
    ['visit.date', 'morgen', 'invalid'],
    ['problem', 'x'.repeat(2001), 'tooLong'],
    ['contact.name', '', 'required'],
    ['contact.email', 'rosa@', 'email.invalid'],
    ['contact.email', 'rosa@exa mple.org', 'email.invalid'],
    ['contact.email', '', 'required'],
    ['contact.phone', 'ruf an', 'phone.invalid'],
    ['contact.phone', '+41', 'phone.invalid'],
    ['contact.name', '\u200b\u200b', 'required'],
    ['contact.name', '…', 'required'],
    ['contact.language', 'xx', 'required'],
    ['payment', { kind: 'cash' }, 'required', 'payment.kind'],
    ['payment.accountHolder', '', 'required'],
    ['payment.iban', 'CH93 0076 2011 6238 5295 8', 'iban.invalid'],
    ['payment.iban', '', 'required'],
    ['termsAccepted', false, 'terms.notAccepted'],
    ['expectedTotalMinor', 8389, 'price.changed'],
    ['expectedTotalMinor', 83.9, 'invalid']
  ])('[R1.1] %s = %j → %s', (path, value, code, at = path) => {
    const { ok, faults } = checkBooking(withValue(path, value), aPackage(), NOW);
    expect(ok).toBe(false);
    expect(faults).toMatchObject([{ path: at, code }]);
  });

  it('[R1.1] hears of every fault at once', () => {
    const request = { ...aBookingRequest(), termsAccepted: false };
    request.contact.email = 'nobody';
    request.visit.time = '23:00';
    const { faults } = checkBooking(request, aPackage(), NOW);
    expect(faults.map((each) => each.path).sort()).toEqual([
      'contact.email',
      'termsAccepted',
      'visit.time'
    ]);
  });

  it.each([null, 'text', 7, [], {}])('refuses %j without throwing', (input) => {
    expect(checkBooking(input, aPackage(), NOW).ok).toBe(false);
  });

  it('refuses a member that nobody asked for', () => {
    const { ok } = checkBooking({ ...aBookingRequest(), price: 1 }, aPackage(), NOW);
    expect(ok).toBe(false);
  });

  it.each<[string, Parameters<typeof checkBooking>[1], BookingFaultCode]>([
    ['is unknown', undefined, 'package.unknown'],
    ['is no longer offered', aPackage({ active: false }), 'package.unknown'],
    ['is not sold there', aPackage({ prices: { DE: 6900 } }), 'package.notInMarket']
  ])('[R1.9] refuses a package that %s', (_title, service, code) => {
    expect(checkBooking(aBookingRequest(), service, NOW).faults).toEqual([
      { path: 'packageId', code }
    ]);
  });
});

describe('the price before the last click', () => {
  it('[R1.2, R22.1, R24.3] is package and guarantee fee', () => {
    expect(bookingPrice(aPackage(), 'CH')).toMatchObject({ currency: 'CHF', totalMinor: 8390 });
    expect(bookingPrice(aPackage(), 'DE')).toMatchObject({ currency: 'EUR', totalMinor: 7190 });
    expect(bookingPrice(aPackage({ prices: {} }), 'DE')).toBeNull();
  });

  it('[R1.2] is the total of the order that is made of it', () => {
    const { job } = anOrder({ service: aPackage(), market: 'CH' });
    expect(bookingPrice(aPackage(), 'CH')?.totalMinor).toBe(
      priceTotals(priceLines(job)).totalMinor
    );
  });
});

describe('an IBAN', () => {
  it.each([
    ['DE89 3704 0044 0532 0130 00', true],
    ['ch93 0076 2011 6238 5295 7', true],
    ['AT611904300234573201', true],
    ['GB82 WEST 1234 5698 7654 32', true],
    ['DE89 3704 0044 0532 0130 01', false],
    ['DE98 3704 0044 0532 0130 00', false],
    ['DE89 3704 0044 0532 0130', false],
    ['CH93 0076 2011 6238 5295', false],
    ['', false],
    ['DE', false],
    ['Kontonummer 12345', false]
  ])('%s → %s', (text, expected) => {
    expect(isIban(text)).toBe(expected);
  });

  it('is stored compact and shown in groups of four', () => {
    expect(compactIban('de89 3704 0044')).toBe('DE8937040044');
    expect(spacedIban('DE89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
  });
});
