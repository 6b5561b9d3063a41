import { describe, expect, it } from 'vitest';
import { unservedPlace } from '#domain/policy/markets/unserved-places.ts';
import { checkBooking } from '#domain/booking/booking-request.ts';
import { aBookingRequest } from '../../support/booking-request.ts';
import { aPackage, NOW } from '../../support/builders.ts';

describe('places that are not served', () => {
  it.each([
    ['CH', '9490', 'Vaduz', 'place.otherCountry'],
    ['CH', '9494', 'Schaan', 'place.otherCountry'],
    ['CH', '8001', 'vaduz', 'place.otherCountry'],
    ['CH', '6911', "Campione d'Italia", 'place.otherCountry'],
    ['DE', '87567', 'Riezlern', 'place.otherCountry'],
    ['DE', '87491', 'Jungholz', 'place.otherCountry'],
    ['DE', '78266', 'Büsingen am Hochrhein', 'place.ownTaxes'],
    ['CH', '8238', 'Büsingen', 'place.ownTaxes'],
    ['DE', '78266', 'Buesingen', 'place.ownTaxes'],
    ['CH', '7563', 'Samnaun Dorf', 'place.ownTaxes'],
    ['DE', '27498', 'Helgoland', 'place.ownTaxes'],
    ['CH', '9470', 'Buchs SG', null],
    ['CH', '9500', 'Wil SG', null],
    ['DE', '87561', 'Oberstdorf', null],
    ['DE', '78224', 'Singen', null]
  ] as const)('[R1.15] %s %s %s: %s', (market, postcode, city, why) => {
    expect(unservedPlace(market, postcode, city)).toBe(why);
  });

  it('[R1.15] are named with their reason before anything is sent', () => {
    const place = { ...aBookingRequest().place, postcode: '7563', city: 'Samnaun' };
    const { faults } = checkBooking(aBookingRequest({ place }), aPackage(), NOW);
    expect(faults).toContainEqual({ path: 'place.postcode', code: 'place.ownTaxes' });
  });

  it('says nothing of a place that is no text', () => {
    const place = { ...aBookingRequest().place, postcode: 7563, city: null };
    const { faults } = checkBooking({ ...aBookingRequest(), place }, aPackage(), NOW);
    expect(faults.map(({ code }) => code)).not.toContain('place.ownTaxes');
  });
});
