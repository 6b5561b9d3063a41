import { describe, expect, it } from 'vitest';
import { bookingCatalog } from '#domain/booking/booking-catalog.ts';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import {
  bookableDays,
  instantsOf,
  isBeyondHorizon,
  startTimesOn,
  visitFault,
  wallAt
} from '#domain/booking/visit-time.ts';
import { goesWithVisit } from '#domain/catalog/fitting.ts';
import { saleAt } from '#domain/catalog/service-package.ts';
import { CABLE, TV } from '../../support/a-full-job.ts';
import { aJob, aPackage, NOW } from '../../support/builders.ts';
import { THE_USUAL } from '../../support/market-rules.ts';

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
    const catalog = bookingCatalog({ version: '7', termsVersion: '2026-01' }, packages, THE_USUAL);
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
      bookingCatalog({ version: '', termsVersion: '' }, packages, THE_USUAL).packages.map(
        ({ id }) => id
      );
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
    const at = (version: number, market: 'DE' | 'CH' = 'CH') =>
      saleAt(TV, version, { market, at: NOW })?.unitMinor;
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
