import { describe, expect, it } from 'vitest';
import { checkBooking, type BookingFaultCode } from '#domain/booking/booking-request.ts';
import { isIban, spacedIban } from '#domain/text/iban.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

function withValue(path: string, value: unknown) {
  const request = structuredClone(aBookingRequest()) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce((at, key) => at[key] as Record<string, unknown>, request);
  owner[last] = value;
  return request;
}
const faults = (input: unknown, service: Parameters<typeof checkBooking>[1] = aPackage()) =>
  checkBooking(input, service, NOW).faults.map(({ path, code }) => `${path} ${code}`);
const text = (length: number) => 'x'.repeat(length);

describe('[R1.1] a booking request, at its edges', () => {
  it.each<[string, unknown, BookingFaultCode | null]>([
    ['requestId', text(20), null],
    ['requestId', text(64), null],
    ['requestId', text(19), 'invalid'],
    ['requestId', text(65), 'invalid'],
    ['requestId', `${text(20)} `, 'invalid'],
    ['requestId', ` ${text(20)}`, 'invalid'],
    ['packageId', text(81), 'tooLong'],
    ['packageId', 7, 'package.unknown'],
    ['place.street', text(120), null],
    ['place.street', 7, 'required'],
    ['place.street', '\ud800', 'invalid'],
    ['place.houseNumber', text(20), null],
    ['place.houseNumber', text(21), 'tooLong'],
    ['place.city', text(80), null],
    ['place.city', text(81), 'tooLong'],
    ['place.hint', text(500), null],
    ['place.hint', '', null],
    ['visit.date', text(11), 'tooLong'],
    ['visit.time', text(6), 'tooLong'],
    ['visit.time', '', 'required'],
    ['problem', text(2000), null],
    ['contact.name', text(120), null],
    ['contact.name', text(121), 'tooLong'],
    ['contact.email', `${text(194)}@ab.de`, null],
    ['contact.email', `${text(195)}@ab.de`, 'tooLong'],
    ['contact.email', 'a@b.de', null],
    ['contact.email', 'a@b.c', 'email.invalid'],
    ['contact.email', 'a@b.12', 'email.invalid'],
    ['contact.email', 'a@@b.de', 'email.invalid'],
    ['contact.email', 'a,b@c.de', 'email.invalid'],
    ['contact.email', '@b.de', 'email.invalid'],
    ['contact.email', 'a@b.de>', 'email.invalid'],
    ['contact.phone', '123456', 'phone.invalid'],
    ['contact.phone', '12345', 'phone.invalid'],
    ['contact.phone', '+123456789012345', 'phone.invalid'],
    ['contact.phone', '+14155552671', null],
    ['contact.phone', '1234567890123456', 'phone.invalid'],
    ['contact.phone', '(061) 555/01.01', null],
    ['contact.phone', '(061) 555/01.01-0', 'phone.invalid'],
    ['contact.phone', '0041x5550202', 'phone.invalid'],
    ['contact.phone', 'x0615550202', 'phone.invalid'],
    ['contact.phone', '0615550202x', 'phone.invalid'],
    ['contact.phone', `0${' '.repeat(35)}615550101`, null],
    ['contact.phone', `0${'-'.repeat(35)}12345`, 'tooLong'],
    ['contact.company', text(120), null],
    ['contact.company', text(121), 'tooLong'],
    ['payment', { kind: 'invoice' }, null],
    ['payment.accountHolder', text(120), null],
    ['payment.accountHolder', text(121), 'tooLong'],
    ['payment.iban', `CH93${' '.repeat(29)}00762011623852957`, null],
    ['payment.iban', `CH93${' '.repeat(30)}00762011623852957`, null],
    ['expectedTotalMinor', -1, 'invalid'],
    ['personalProvider', text(80), null],
    ['personalProvider', text(81), 'tooLong']
  ])('%s = %j → %s', (path, value, code) => {
    expect(faults(withValue(path, value))).toEqual(code ? [`${path} ${code}`] : []);
  });

  it('takes a Swiss and a German postcode, each in its country alone', () => {
    const german = { ...aBookingRequest().place, country: 'DE', postcode: '80331' };
    const request = { ...aBookingRequest(), place: german, expectedTotalMinor: 7190 };
    expect(faults(request)).toEqual([]);
    expect(faults({ ...request, place: { ...german, postcode: '4051' } })).toEqual([
      'place.postcode postcode.invalid'
    ]);
  });

  it('names each fault once: of what is missing nothing else is said', () => {
    expect(faults(withValue('contact.email', '  '))).toEqual(['contact.email required']);
    expect(faults(withValue('contact.phone', '  '))).toEqual(['contact.phone required']);
    expect(faults(withValue('payment.iban', '  '))).toEqual(['payment.iban required']);
    expect(faults(withValue('place.postcode', '  '))).toEqual(['place.postcode required']);
    expect(faults(withValue('packageId', ''), undefined)).toEqual(['packageId package.unknown']);
    expect(faults(withValue('expectedTotalMinor', 'x'))).toEqual(['expectedTotalMinor invalid']);
    expect(faults(withValue('place.postcode', text(11)))).toEqual([
      ...['place.postcode tooLong', 'place.postcode postcode.invalid']
    ]);
    expect(faults(withValue('visit.date', ''))).toEqual(['visit.date required']);
  });

  it('hears of price and time beside a wrong shape', () => {
    const request = { ...aBookingRequest(), termsAccepted: false, expectedTotalMinor: 1 };
    expect(faults({ ...request, visit: { date: '2026-06-08', time: '10:59' } })).toEqual([
      ...['termsAccepted terms.notAccepted', 'expectedTotalMinor price.changed'],
      'visit.time time.tooSoon'
    ]);
    expect(faults({ ...request, place: null })).toEqual([
      ...['place invalid', 'termsAccepted terms.notAccepted']
    ]);
    expect(faults({ ...request, place: { country: 'FR' } })).not.toContain(
      'expectedTotalMinor price.changed'
    );
  });

  it('gives back what it read, whole or not at all', () => {
    const trimmed = withValue('contact.name', ' Rosa Keller ');
    expect(checkBooking(trimmed, aPackage(), NOW)).toEqual({
      ...{ ok: true, request: aBookingRequest(), faults: [] }
    });
    const later = checkBooking(withValue('expectedTotalMinor', 1), aPackage(), NOW);
    expect(later).toMatchObject({ ok: false, request: { packageId: 'wlan' } });
    expect(checkBooking(null, aPackage(), NOW)).toMatchObject({ ok: false, request: null });
  });
});

describe('an IBAN, at its edges', () => {
  // Right check digits for each, made by ISO 7064.
  it.each([
    ...['AT611904300234573201', 'BE68539007547034', 'CH9300762011623852957'],
    ...['DE89370400440532013000', 'ES9121000418450200051332', 'FR1420041010050500013M02606'],
    ...['IT60X0542811101000000123456', 'LI21088100002324013AA', 'LU280019400644750000'],
    ...['NL91ABNA0417164300', 'PL61109010140000071219812874', 'GB82WEST12345698765432'],
    'MT84MALT011000012345MTLCAST001S'
  ])('is %s', (iban) => {
    expect(isIban(iban)).toBe(true);
    expect(isIban(iban.toLowerCase())).toBe(true);
    expect(isIban(`${iban.slice(0, -1)}${iban.endsWith('0') ? '1' : '0'}`)).toBe(false);
    expect(isIban(`x${iban}`)).toBe(false);
    expect(isIban(`${iban}!`)).toBe(false);
  });

  /** Check digits for a country and an account, by the rule and not by the code. */
  const made = (country: string, account: string) => {
    const digits = [...`${account}${country}00`].map((each) => parseInt(each, 36)).join('');
    return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`;
  };

  it.each([
    ...['AT611904300234573201', 'BE68539007547034', 'CH9300762011623852957'],
    ...['DE89370400440532013000', 'ES9121000418450200051332', 'FR1420041010050500013M02606'],
    ...['IT60X0542811101000000123456', 'LI21088100002324013AA', 'LU280019400644750000'],
    ...['NL91ABNA0417164300', 'PL61109010140000071219812874', 'MT84MALT011000012345MTLCAST001S'],
    ...['NO9386011117947', 'SA0380000000608010167519']
  ])('%s has just as many characters as its country wants', (iban) => {
    const [country, account] = [iban.slice(0, 2), iban.slice(4)];
    expect(made(country, account)).toBe(iban);
    expect(isIban(iban)).toBe(true);
    expect(isIban(made(country, account.slice(0, -1)))).toBe(false);
    expect(isIban(made(country, `${account}1`))).toBe(false);
  });

  it('is none of a country that has none', () => {
    expect(isIban(made('XX', '1'.repeat(16)))).toBe(false);
    expect(isIban(made('US', '1'.repeat(16)))).toBe(false);
  });

  it('is shown in groups of four', () => {
    expect(spacedIban('de8937040044')).toBe('DE89 3704 0044');
    expect(spacedIban('de89370400440')).toBe('DE89 3704 0044 0');
  });
});
