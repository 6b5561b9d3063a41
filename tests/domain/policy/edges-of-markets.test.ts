import { describe, expect, it } from 'vitest';
import { checkBooking } from '#domain/booking/booking-request.ts';
import { easterSunday } from '#domain/policy/markets/holidays.ts';
import { unservedPlace } from '#domain/policy/markets/unserved-places.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

/** Gauss's way, which shares no step with the one that is tested. */
function easterByGauss(year: number): number {
  const k = Math.floor(year / 100);
  const moon = 15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4);
  const sun = 4 + k - Math.floor(k / 4);
  const d = (19 * (year % 19) + moon) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + sun) % 7;
  const isLate = e === 6 && (d === 29 || (d === 28 && (11 * moon + 11) % 30 < 19));
  return Date.UTC(year, 2, 22 + d + e - (isLate ? 7 : 0));
}

it('[R3.13] Easter is the same by another way, for seven centuries', () => {
  const years = Array.from({ length: 717 }, (_none, at) => 1583 + at);
  expect(years.filter((year) => easterSunday(year) !== easterByGauss(year))).toEqual([]);
});

describe('[R1.15] where the places that are not served begin and end', () => {
  const why = (market: 'CH' | 'DE', postcode: string) => unservedPlace(market, postcode, 'x');
  it.each<['CH' | 'DE', string, string | null]>([
    ...['9484', '9499', '94850', '19485', '7561', '7564', '69110'].map(
      (postcode): ['CH', string, null] => ['CH', postcode, null]
    ),
    ...['9485', '9489', '9490', '9498', '6911'].map((postcode): ['CH', string, string] => [
      'CH',
      postcode,
      'place.otherCountry'
    ]),
    ...['7562', '7563', '8238'].map((postcode): ['CH', string, string] => [
      'CH',
      postcode,
      'place.ownTaxes'
    ]),
    ...['87566', '87570', '87490', '78265', '27497', '8238', '6911'].map(
      (postcode): ['DE', string, null] => ['DE', postcode, null]
    ),
    ...['87567', '87568', '87569', '87491'].map((postcode): ['DE', string, string] => [
      'DE',
      postcode,
      'place.otherCountry'
    ]),
    ['DE', '78266', 'place.ownTaxes'],
    ['CH', '78266', null],
    ['DE', '27498', 'place.ownTaxes']
  ])('%s %s: %s', (market, postcode, expected) => {
    expect(why(market, postcode)).toBe(expected);
  });

  it('by their names, from the beginning, however they are written', () => {
    const of = (city: string) => unservedPlace('CH', '8001', city);
    const names = 'vaduz triesen triesenberg balzers ruggell nendeln gamprin schaan schaanwald';
    for (const name of `${names} riezlern kleinwalsertal campione`.split(' ')) {
      expect(of(` ${name.toUpperCase()} x`), name).toBe('place.otherCountry');
    }
    for (const name of [
      'büsingen',
      'BUESINGEN',
      'Busingen',
      'Bu\u0308singen',
      'Samnaun',
      'Helgoland'
    ]) {
      expect(of(name), name).toBe('place.ownTaxes');
    }
    for (const name of ['Triesenbergli', 'Neu Vaduz', 'Schaanx', 'Campionex', 'Helgolandia', '']) {
      expect(of(name), name).toBeNull();
    }
  });

  it('with spaces around the postcode too', () => {
    const place = { ...aBookingRequest().place, postcode: ' 7563 ', city: 'Dorf' };
    const { faults } = checkBooking(aBookingRequest({ place }), aPackage(), NOW);
    expect(faults).toContainEqual({ path: 'place.postcode', code: 'place.ownTaxes' });
  });
});
