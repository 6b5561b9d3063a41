import { describe, expect, it } from 'vitest';
import { checkBooking } from '#domain/booking/booking-request.ts';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import type { Market } from '#domain/policy/policy.ts';
import { againstDebit, compactIban, isIban } from '#domain/text/iban.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

function faultsOf(iban: string, market: Market) {
  const base = aBookingRequest();
  const place =
    market === 'CH' ? base.place : { ...base.place, country: market, postcode: '80331' };
  const request = {
    ...base,
    place,
    payment: { kind: 'directDebit', accountHolder: 'Rosa Keller', iban },
    expectedTotalMinor: bookingPrice(aPackage(), market)!.totalMinor
  };
  return checkBooking(request, aPackage(), NOW).faults;
}

describe('an account that is debited', () => {
  it.each<[string, Market, string | null]>([
    ['CH93 0076 2011 6238 5295 7', 'CH', null],
    ['LI21 0881 0000 2324 013A A', 'CH', null],
    ['DE89 3704 0044 0532 0130 00', 'CH', 'iban.francsElsewhere'],
    ['AT61 1904 3002 3457 3201', 'CH', 'iban.francsElsewhere'],
    ['SA03 8000 0000 6080 1016 7519', 'CH', 'iban.francsElsewhere'],
    ['CH44 3199 9123 0008 8901 2', 'CH', 'iban.qr'],
    ['LI09 3080 8123 4567 8901 2', 'CH', 'iban.invalid'],
    ['DE89 3704 0044 0532 0130 00', 'DE', null],
    ['AT61 1904 3002 3457 3201', 'DE', null],
    ['FR14 2004 1010 0505 0001 3M02 606', 'DE', null],
    ['GB82 WEST 1234 5698 7654 32', 'DE', null],
    ['CH93 0076 2011 6238 5295 7', 'DE', null],
    ['CH44 3199 9123 0008 8901 2', 'DE', 'iban.qr'],
    ['SA03 8000 0000 6080 1016 7519', 'DE', 'iban.notSepa'],
    ['BR15 0000 0000 0000 1093 2840 814P 2', 'DE', 'iban.notSepa'],
    ['TR33 0006 1005 1978 6457 8413 26', 'DE', 'iban.notSepa'],
    ['AE07 0331 2345 6789 0123 456', 'DE', 'iban.notSepa'],
    ['IL62 0108 0000 0009 9999 999', 'DE', 'iban.notSepa'],
    ['DE88 3704 0044 0532 0130 00', 'DE', 'iban.invalid']
  ])('[T2.4] %s in %s: %s', (iban, market, code) => {
    expect(faultsOf(iban, market)).toEqual(code ? [{ path: 'payment.iban', code }] : []);
  });

  it('[T2.4] is asked about also where the package is wrong', () => {
    const payment = { kind: 'directDebit', accountHolder: 'R', iban: 'DE89370400440532013000' };
    const { faults } = checkBooking({ ...aBookingRequest(), payment }, undefined, NOW);
    expect(faults.map(({ code }) => code)).toContain('iban.francsElsewhere');
  });

  it.each([
    'IBAN CH93 0076 2011 6238 5295 7',
    'iban: ch93\u20110076\u20112011\u20116238\u20115295\u20117',
    '\u202aCH93\u00a00076\u200b2011 6238 5295 7\u202c',
    'CH93.0076.2011.6238.5295.7'
  ])('is read from %j', (text) => {
    expect(compactIban(text)).toBe('CH9300762011623852957');
    expect(isIban(text)).toBe(true);
    expect(againstDebit(text, 'CHF')).toBeNull();
  });
});
