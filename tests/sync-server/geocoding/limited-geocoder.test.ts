import { describe, expect, it } from 'vitest';
import { remoteGeocoder } from '../../../sync-server/geocoding/remote-geocoder.ts';
import type { Geocoder, Located } from '../../../sync-server/geocoding/geocoder.ts';

const ADDRESS = {
  ...{ street: 'Steinenvorstadt', houseNumber: '12', postcode: '4051', city: 'Basel' },
  country: 'CH'
} as const;
const POSTCODE: Located = { lat: 47.55, lon: 7.59, precision: 'postcode' };
const geocoder = {
  locate: () => Promise.resolve({ outcome: 'found', ...POSTCODE })
} as unknown as Geocoder;
const nominatim = [{ lat: '47.5535', lon: '7.5888' }];

describe('a geocoder of the operator', () => {
  it('[S1.18] reads no more of an answer than a point can have', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode('['.repeat(16_384)));
      }
    });
    const failures: unknown[] = [];
    const large = remoteGeocoder({
      url: 'https://geo.example',
      otherwise: geocoder,
      fetch: () => Promise.resolve(new Response(endless)),
      onFailure: (error) => failures.push(error)
    });
    expect(await large.locate(ADDRESS)).toMatchObject({ precision: 'postcode' });
    expect(String(failures[0])).toMatch(/more than 65536 bytes/);
    expect(pulled).toBeLessThan(10);
  });

  it('[S1.18] is asked by a few at once', async () => {
    const answer = Promise.withResolvers<Response>();
    let asked = 0;
    const slow = remoteGeocoder({
      url: 'https://geo.example',
      otherwise: geocoder,
      fetch: () => {
        asked += 1;
        return answer.promise.then((each) => each.clone());
      }
    });
    const all = Array.from({ length: 30 }, () => slow.locate(ADDRESS));
    expect(await Promise.any(all)).toMatchObject({ precision: 'postcode' });
    expect(asked).toBe(8);
    answer.resolve(Response.json(nominatim));
    expect(await all[0]).toMatchObject({ precision: 'address' });
    await Promise.all(all);
  });
});
