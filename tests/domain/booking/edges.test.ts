import { describe, expect, it } from 'vitest';
import { bookingCatalog } from '#domain/booking/booking-catalog.ts';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import { checkBooking, type BookingFaultCode } from '#domain/booking/booking-request.ts';
import { isIban, spacedIban } from '#domain/text/iban.ts';
import {
  bookableDays,
  instantsOf,
  isBeyondHorizon,
  startTimesOn,
  visitFault,
  wallAt
} from '#domain/booking/visit-time.ts';
import { goesWithVisit } from '#domain/catalog/fitting.ts';
import { priceAt } from '#domain/catalog/service-package.ts';
import { CABLE, TV } from '../../support/a-full-job.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aJob, anOrder, aPackage, NOW } from '../../support/builders.ts';
import { moments } from '../../support/moments.ts';

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

describe('the time of a visit, at its edges', () => {
  const BERLIN = 'Europe/Berlin';
  const AT = Date.parse('2026-06-08T06:00:00Z');

  it.each([
    ...['2026-6-08', '2026-06-8', '26-06-08', '2026-06-08x', 'x2026-06-08', '2026-02-30'],
    ...['2026-13-01', '2026-06-00', '+02026-06-08']
  ])('[R1.6] %s is no day', (date) => {
    expect(visitFault({ date, time: '12:00' }, 60, BERLIN, AT)).toBe('invalid');
  });

  it.each(['7:00', '07:0', '24:00', '12:60', '29:00', 'x12:00', '12:00x', '1200'])(
    '[R1.6] %s is no time',
    (time) => {
      expect(visitFault({ date: '2026-06-09', time }, 60, BERLIN, AT)).toBe('invalid');
    }
  );

  it('[R1.6] all of a day’s minutes are times', () => {
    for (const time of ['09:59', '19:00', '20:00']) {
      expect(visitFault({ date: '2026-06-09', time }, 60, BERLIN, AT), time).toBeNull();
    }
    expect(visitFault({ date: '2026-06-09', time: '23:59' }, 60, BERLIN, AT)).toBe('time.closed');
    expect(visitFault({ date: '2026-06-09', time: '00:00' }, 60, BERLIN, AT)).toBe('time.closed');
  });

  it('[R1.6] to the second: what begins a moment too soon is too soon', () => {
    const wish = { date: '2026-06-08', time: '10:00' };
    expect(visitFault(wish, 60, BERLIN, AT)).toBeNull();
    expect(visitFault(wish, 60, BERLIN, AT + 1)).toBe('time.tooSoon');
    expect(isBeyondHorizon(AT + 60 * 86_400_000, AT)).toBe(false);
    expect(isBeyondHorizon(AT + 60 * 86_400_000 + 1, AT)).toBe(true);
  });

  it('[R1.7] the wall of a zone, read and found again', () => {
    expect(wallAt(Date.parse('2026-12-31T23:30:00Z'), BERLIN)).toEqual({
      ...{ date: '2027-01-01', time: '00:30' }
    });
    expect(wallAt(Date.parse('2026-01-05T04:07:59.999Z'), 'Asia/Kathmandu')).toEqual({
      ...{ date: '2026-01-05', time: '09:52' }
    });
    expect(instantsOf({ date: '2026-01-05', time: '09:52' }, 'Asia/Kathmandu')).toEqual([
      Date.parse('2026-01-05T04:07:00Z')
    ]);
    // The 30th of December 2011 does not exist there.
    expect(instantsOf({ date: '2011-12-30', time: '12:00' }, 'Pacific/Apia')).toEqual([]);
    expect(instantsOf({ date: 'x', time: '12:00' }, BERLIN)).toEqual([]);
  });

  it('[R1.8] suggestions: each half hour of a day, as long as the visit ends in time', () => {
    const times = startTimesOn('2026-06-09', 60, BERLIN, AT);
    expect(times).toHaveLength(27);
    expect([times[0], times[1], times.at(-1)]).toEqual(['07:00', '07:30', '20:00']);
    expect(startTimesOn('2026-06-09', 61, BERLIN, AT).at(-1)).toBe('19:30');
    expect(startTimesOn('2026-06-09', 14 * 60, BERLIN, AT)).toEqual(['07:00']);
    expect(startTimesOn('2026-06-09', 14 * 60 + 1, BERLIN, AT)).toEqual([]);
    expect(startTimesOn('2026-06-08', 60, BERLIN, AT + 1)[0]).toBe('10:30');
  });

  it('[R1.8] days: from today on, and no further than the horizon', () => {
    const days = bookableDays(99, 60, BERLIN, AT);
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-06-08', '2026-08-07', 61]);
    expect(bookableDays(1, 60, BERLIN, AT)).toEqual(['2026-06-08']);
    expect(bookableDays(0, 60, BERLIN, AT)).toEqual([]);
    // In Auckland it is tomorrow already.
    expect(bookableDays(1, 60, 'Pacific/Auckland', AT + 12 * 3_600_000)).toEqual(['2026-06-09']);
  });
});

describe('what can be booked, written out', () => {
  it('[R1.9] has no checklist, no guide and no tools in it, and only what is sold somewhere', () => {
    const packages = [
      { ...TV, category: 'tv' as const, prices: { CH: 5900 } },
      aPackage({ id: 'none', prices: {} }),
      aPackage({ id: 'old', active: false }),
      aPackage({ id: 'dear', prices: { DE: 9900, CH: 1 } }),
      aPackage()
    ];
    const catalog = bookingCatalog({ version: '7', termsVersion: '2026-01' }, packages);
    expect(catalog).toMatchObject({ version: '7', termsVersion: '2026-01' });
    expect(catalog.packages.map(({ id }) => id)).toEqual(['wlan', 'dear', 'tv']);
    expect(catalog.packages[0]).toEqual({
      ...{ id: 'wlan', version: 1, category: 'wlan', scope: [], notIncluded: [] },
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
      summary: { de: 'Router und Geräte', en: 'Router and devices' },
      ...{ durationMin: 60, skill: 'wlan', level: 2, prices: { DE: 6900, CH: 7900 } },
      ...{ proOnly: false, active: true }
    });
  });

  it('[R1.9] is in the order of the skills, then of the price in the first market that has one', () => {
    const of = (id: string, category: 'wlan' | 'audio' | 'tv', prices: object) =>
      aPackage({ id, category, prices });
    const ids = (...packages: ReturnType<typeof of>[]) =>
      bookingCatalog({ version: '', termsVersion: '' }, packages).packages.map(({ id }) => id);
    expect(
      ids(of('c', 'audio', { CH: 1 }), of('b', 'tv', { CH: 9 }), of('a', 'wlan', { CH: 5 }))
    ).toEqual(['a', 'b', 'c']);
    expect(
      ids(of('b', 'tv', { CH: 300 }), of('c', 'tv', { DE: 400, CH: 1 }), of('a', 'tv', { DE: 200 }))
    ).toEqual(['a', 'b', 'c']);
  });

  it('[R1.2] has a price of lines', () => {
    expect(bookingPrice(aPackage(), 'DE')).toEqual({
      currency: 'EUR',
      lines: [
        {
          amountMinor: 6900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
          unitMinor: 6900,
          vatBps: 0
        },
        {
          amountMinor: 290,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: { de: 'Happiness-Garantie', en: 'Happiness guarantee' },
          unitMinor: 290,
          vatBps: 0
        }
      ],
      totalMinor: 7190
    });
  });

  it('[R13.6] was sold at a price at each version', () => {
    const at = (version: number, market: 'DE' | 'CH' = 'CH') => priceAt(TV, version, market);
    expect([at(3), at(2), at(1), at(4), at(2, 'DE')]).toEqual([
      ...[5900, 4900, undefined, undefined, undefined]
    ]);
  });

  it('[R18.3] a product goes with the skill of the visit', () => {
    const { service } = aJob();
    expect(goesWithVisit(CABLE, { service })).toBe(true);
    expect(goesWithVisit(CABLE, { service: { ...service, skill: 'tv' } })).toBe(false);
    const several = { ...CABLE, goesWith: ['tv', 'wlan'] as (typeof CABLE)['goesWith'] };
    expect(goesWithVisit(several, { service })).toBe(true);
    expect(goesWithVisit({ ...CABLE, goesWith: [] }, { service })).toBe(false);
  });
});

describe('a new order, written out', () => {
  it('[R1.10, R24.1, R24.3] is requested and due at once', () => {
    expect(moments(anOrder())).toEqual({
      _id: 'order1',
      assignments: [],
      channel: 'web',
      countedEvents: [],
      createdAt: '+0:00',
      dueAt: 0,
      earlierOffers: [],
      generation: 1,
      history: [
        {
          at: '+0:00',
          by: { type: 'customer' },
          from: 'requested',
          to: 'requested',
          what: 'order.book'
        }
      ],
      job: {
        acceptedAt: null,
        addedPackages: [],
        agreedPrice: null,
        appointment: { durationMin: 60, startsAt: '+48:00', timeZone: 'Europe/Zurich' },
        appointmentChanges: [],
        arrivedAt: null,
        billing: { invoiceNumber: null, payoutMinor: null, state: 'none', totalMinor: null },
        cancellation: null,
        checked: {},
        checklist: [
          { id: 'wlan.router', phase: 'work', required: false, text: { de: 'Router platziert' } },
          { id: 'wlan.explain', phase: 'explain', required: true, text: { de: 'Gerät erklärt' } }
        ],
        completion: null,
        confirmedAt: null,
        contactedAt: null,
        contacts: [],
        customer: {
          company: '',
          email: 'rosa@example.org',
          locale: 'de',
          name: 'Rosa Keller',
          phone: '+41 61 555 02 02'
        },
        failure: null,
        handedOverAt: null,
        id: 'order1',
        market: 'CH',
        notes: [],
        partner: null,
        photos: [],
        pickedUpAt: null,
        pickup: null,
        place: {
          city: 'Basel',
          country: 'CH',
          hint: '3. Stock',
          houseNumber: '12',
          lat: 47.553,
          lon: 7.588,
          postcode: '4051',
          street: 'Steinenvorstadt'
        },
        problem: 'Kein Empfang im Keller',
        progress: [],
        provider: null,
        rating: null,
        refusal: null,
        service: {
          durationMin: 60,
          level: 2,
          packageId: 'wlan',
          packageVersion: 1,
          priceMinor: 7900,
          skill: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' }
        },
        soldProducts: [],
        state: 'requested',
        terms: {
          catalogVersion: '1',
          commissionBps: 2000,
          currency: 'CHF',
          guaranteeFeeMinor: 490,
          termsVersion: '2026-01',
          vatBps: 810,
          visitFeeMinor: 3500
        },
        travel: null,
        workStartedAt: null
      },
      offers: [],
      payment: { kind: 'invoice' },
      personalProvider: null,
      requirement: { level: 2, papers: [], proOnly: false, skill: 'wlan', tests: [] },
      round: 0,
      token: 'token1',
      type: 'order',
      verdicts: {}
    });
  });

  it('[R3.2, R3.3, R18.2] asks for what package and partner ask for', () => {
    const partner = {
      ...{ id: 'nordhall', name: 'Nordhall', brands: ['Wabe'], skill: 'tv', level: 5 },
      ...{ proOnly: true, tests: ['t'], papers: ['p'] }
    };
    const order = anOrder({ partner, personalProvider: 'anna', pickup: null, channel: 'partner' });
    expect(order.requirement).toEqual({
      ...{ skill: 'wlan', level: 2, proOnly: true, isPartners: true, tests: ['t'], papers: ['p'] }
    });
    expect(order.job.partner).toEqual({ id: 'nordhall', name: 'Nordhall', brands: ['Wabe'] });
    expect(order).toMatchObject({ personalProvider: 'anna', channel: 'partner' });
    const proOnly = (service: boolean, partners: boolean) =>
      anOrder({
        service: aPackage({ proOnly: service }),
        partner: { ...partner, proOnly: partners }
      }).requirement.proOnly;
    expect([proOnly(true, false), proOnly(false, false)]).toEqual([true, false]);
    expect(anOrder({ service: aPackage({ proOnly: true }) }).requirement.proOnly).toBe(true);
  });

  it('[R1.9, R24.1] is none where the package is not sold', () => {
    const service = aPackage({ prices: { DE: 6900 } });
    expect(() => anOrder({ service })).toThrow('wlan is not sold in CH');
    const german = anOrder({ service, market: 'DE' });
    expect(german.job.terms).toEqual({
      ...{ currency: 'EUR', vatBps: 1900, commissionBps: 2000, guaranteeFeeMinor: 290 },
      ...{ visitFeeMinor: 2500, catalogVersion: '1', termsVersion: '2026-01' }
    });
    expect(german.job.appointment.timeZone).toBe('Europe/Berlin');
  });
});
