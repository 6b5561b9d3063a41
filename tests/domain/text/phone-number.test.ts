import { describe, expect, it } from 'vitest';
import { checkBooking } from '#domain/booking/booking-request.ts';
import { phoneHref } from '#domain/text/phone-link.ts';
import { readPhone, shownPhone } from '#domain/text/phone-number.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

const BASEL = '+41612716600';

describe('a phone number as people have it', () => {
  it.each([
    ['061 271 66 00', BASEL],
    ['061/271 66 00', BASEL],
    ['061-271-66-00', BASEL],
    ['061.271.66.00', BASEL],
    ['0612716600', BASEL],
    ['(061) 271 66 00', BASEL],
    ['(+41) 61 271 66 00', BASEL],
    ['+41 (0)61 271 66 00', BASEL],
    ['+41 (0) 61 271 66 00', BASEL],
    ['+41(0)612716600', BASEL],
    ['0041 61 271 66 00', BASEL],
    ['0041 (0)61 271 66 00', BASEL],
    ['+41 061 271 66 00', BASEL],
    ['＋４１ ６１ ２７１ ６６ ００', BASEL],
    ['061\u2011271\u201166\u201100', BASEL],
    ['061\u00a0271\u202f66\u200900', BASEL],
    ['\u202a+41 61 271 66 00\u202c', BASEL],
    ['\u200e+41\u200b61\u00ad2716600\u200f', BASEL],
    ['tel:+41612716600', BASEL],
    ['tel:+41-61-271-66-00', BASEL],
    ['Tel. 061 271 66 00', BASEL],
    ['Telefon: 061 271 66 00', BASEL],
    ['Natel 079 123 45 67', '+41791234567'],
    ['061 271 66 00 ext. 12', `${BASEL};ext=12`],
    ['061 271 66 00 x12', `${BASEL};ext=12`],
    ['061 271 66 00, Durchwahl 12', `${BASEL};ext=12`],
    ['061 271 66 00 DW 12', `${BASEL};ext=12`],
    ['tel:+41-61-271-66-00;ext=12', `${BASEL};ext=12`],
    ['+49 (0)221 4710-123', '+492214710123'],
    ['+423 232 11 11', '+4232321111'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['+39 06 6982 1234', '+390669821234']
  ])('[T2.1] %s is %s', (typed, kept) => {
    expect(readPhone(typed, 'CH')).toBe(kept);
    expect(readPhone(kept, 'DE')).toBe(kept);
  });

  it.each(['', '+41', '12345', '0000000000', '061 271 66', '061 271 66 00 0', 'ruf an', '110'])(
    '[T2.1] %j is none',
    (typed) => {
      expect(readPhone(typed, 'CH')).toBeNull();
    }
  );

  it.each(['061 271 66 00 / 079 123 45 67', 'mich, 061 271 66 00', '061 271 66 00 abends'])(
    '[T2.1] of %j nothing is dropped in silence',
    (typed) => {
      expect(readPhone(typed, 'CH')).toBeNull();
    }
  );

  it('[T2.1] without its country is one of the country of the visit', () => {
    expect(readPhone('030 23125 001', 'DE')).toBe('+493023125001');
    expect(readPhone('030 23125 001')).toBeNull();
  });
});

describe('a phone number that is kept', () => {
  it.each([
    [BASEL, '+41 61 271 66 00', `tel:${BASEL}`],
    [`${BASEL};ext=12`, '+41 61 271 66 00 ext. 12', `tel:${BASEL};ext=12`],
    ['+493023125001', '+49 30 23125001', 'tel:+493023125001'],
    // As older orders have them.
    ['+41 (0)61 271 66 00', '+41 61 271 66 00', `tel:${BASEL}`],
    ['0041 (0) 61 271 66 00', '0041 (0) 61 271 66 00', `tel:${BASEL}`],
    ['(+41) 61 271 66 00', '+41 61 271 66 00', `tel:${BASEL}`],
    ['061/271\u201166\u201100', '061/271\u201166\u201100', 'tel:0612716600'],
    ['\u202a061 271 66 00\u202c', '061 271 66 00', 'tel:0612716600']
  ])('[T2.2] %s is shown as %s and dialled by %s', (kept, shown, href) => {
    expect(shownPhone(kept)).toBe(shown);
    expect(phoneHref(kept)).toBe(href);
  });
});

it('[T2.2] an extension is called as the language calls it', () => {
  const german = (digits: string) => `Durchwahl ${digits}`;
  expect(shownPhone(`${BASEL};ext=12`, german)).toBe('+41 61 271 66 00 Durchwahl 12');
  expect(shownPhone(BASEL, german)).toBe('+41 61 271 66 00');
  expect(phoneHref('(+41) 61 271 66 00;ext=7')).toBe(`tel:${BASEL};ext=7`);
  expect(phoneHref('')).toBe('tel:');
});

describe('the phone of a booking', () => {
  const booked = (phone: string) => {
    const { contact, ...request } = aBookingRequest();
    return checkBooking({ ...request, contact: { ...contact, phone } }, aPackage(), NOW);
  };

  it('[T2.1] is kept as it is dialled', () => {
    expect(booked('+41 (0)61 555 02 02').request?.contact.phone).toBe('+41615550202');
    expect(booked('061 555 02 02').request?.contact.phone).toBe('+41615550202');
  });

  it('[T2.1] is said to be wrong beside everything else that is', () => {
    const { contact, ...request } = aBookingRequest();
    const wrong = { ...request, termsAccepted: false, contact: { ...contact, phone: '0000000' } };
    const { faults } = checkBooking(wrong, undefined, NOW);
    expect(faults.map(({ code }) => code).sort()).toEqual([
      ...['package.unknown', 'phone.invalid', 'terms.notAccepted']
    ]);
  });
});
