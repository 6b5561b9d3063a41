import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedGeocoder } from '../../../sync-server/geocoding/embedded-geocoder.ts';
import type { Address, Geocoder } from '../../../sync-server/geocoding/geocoder.ts';
import {
  middleOf,
  readPostalCodes,
  type PostalCode
} from '../../../sync-server/geocoding/postal-code-rows.ts';
import { addressQuery, remoteGeocoder } from '../../../sync-server/geocoding/remote-geocoder.ts';
import { openTownList } from '../../../sync-server/geocoding/town-list.ts';
import { distanceM } from '#domain/matching/distance.ts';

const fixture = new URL('./postal-codes.tsv', import.meta.url);
const address = (fields: Partial<Address> = {}): Address => ({
  street: 'Steinenvorstadt',
  houseNumber: '12',
  postcode: '4051',
  city: 'Basel',
  country: 'CH',
  ...fields
});

let rows: PostalCode[] = [];
let geocoder: Geocoder;
let withoutImport: Geocoder;
beforeAll(async () => {
  rows = readPostalCodes(await readFile(fixture, 'utf8')).rows;
  const towns = openTownList();
  const found = (country: string, digits: string) =>
    rows.filter((row) => row.country === country && row.code.startsWith(digits));
  geocoder = embeddedGeocoder(() => towns, {
    beginningWith: (country, digits) => Promise.resolve(found(country, digits))
  });
  withoutImport = embeddedGeocoder(() => towns, { beginningWith: () => Promise.resolve([]) });
});

describe('reading postal codes', () => {
  it('takes the markets of GeoNames rows and counts the others', async () => {
    const read = readPostalCodes(await readFile(fixture, 'utf8'));
    expect(read.rows).toHaveLength(48);
    expect(read.otherCountries).toBe(2);
    expect(read.rejected).toEqual([]);
    expect(read.rows[0]).toEqual({
      country: 'CH',
      code: '4051',
      place: 'Basel',
      lat: 47.55,
      lon: 7.59
    });
  });

  it('takes the short form with a heading, and Windows line ends', () => {
    const text = 'cc\tzip\tplace\tlat\tlon\r\nCH\t4051\tBasel\t47.55\t7.59\r\n\r\n';
    expect(readPostalCodes(text).rows).toHaveLength(1);
  });

  it.each([
    ['CH\t4051\tBasel', 'fewer than 5 columns between tabs'],
    ['Schweiz\t4051\tBasel\t47\t7', 'not a country code: Schweiz'],
    ['CH\t\tBasel\t47\t7', 'no code or no place'],
    ['CH\t4051\tBasel\tnord\t7', 'no latitude or longitude'],
    ['CH\t4051\tBasel\t470\t7', 'no latitude or longitude']
  ])('names what is wrong with %j', (line, reason) => {
    expect(readPostalCodes(line).rejected).toEqual([{ line: 1, reason }]);
  });

  it('takes the middle, so that a far-off entry moves nothing', () => {
    const frankfurt = rows.filter((row) => row.code === '60311');
    expect(middleOf(frankfurt)).toEqual({ lat: 50.11, lon: 8.68 });
  });
});

describe('the embedded geocoder', () => {
  it.each<[string, Partial<Address>, string, { lat: number; lon: number }]>([
    ['an imported postcode', {}, 'postcode', { lat: 47.55, lon: 7.59 }],
    [
      'a postcode with a bulk mailer in it',
      { country: 'DE', postcode: '60311', city: 'Frankfurt' },
      'postcode',
      { lat: 50.11, lon: 8.68 }
    ],
    [
      'a town whose postcode is not there',
      { country: 'DE', postcode: '80999', city: 'München' },
      'city',
      { lat: 48.137, lon: 11.575 }
    ],
    [
      'a hamlet nobody knows, by the district of its postcode',
      { postcode: '4059', city: 'Hinterschwanden' },
      'region',
      { lat: 47.55, lon: 7.59 }
    ]
  ])('finds %s', async (_title, fields, precision, expected) => {
    const found = await geocoder.locate(address(fields));
    expect(found?.precision).toBe(precision);
    expect(distanceM(found!, expected)).toBeLessThan(4_000);
  });

  it.each([
    ['CH', 'St. Gallen'],
    ['CH', 'Sankt-Gallen'],
    ['CH', 'BIEL'],
    ['CH', 'Bienne'],
    ['CH', 'Genf'],
    ['CH', 'Zuerich'],
    ['DE', 'Frankfurt'],
    ['DE', 'frankfurt am main'],
    ['DE', 'Halle'],
    ['DE', 'Köln'],
    ['DE', 'Munich'],
    ['DE', 'Nuremberg']
  ] as const)('finds %s %s by name without any import', async (country, city) => {
    const found = await withoutImport.locate(address({ country, city, postcode: '' }));
    expect(found?.precision).toBe('city');
  });

  it('answers null where not even the town is known', async () => {
    expect(await withoutImport.locate(address({ city: 'Nirgendwo' }))).toBeNull();
    expect(await withoutImport.locate(address({ city: '' }))).toBeNull();
  });

  it('suggests towns for a postcode, each once', async () => {
    expect(await geocoder.suggest('CH', '4051')).toEqual([{ postcode: '4051', city: 'Basel' }]);
    expect(await geocoder.suggest('DE', '60311')).toContainEqual({
      postcode: '60311',
      city: 'Frankfurt am Main'
    });
    expect(await geocoder.suggest('CH', '9')).toHaveLength(1);
    expect(await geocoder.suggest('CH', '99999')).toEqual([]);
  });

  it('suggests towns by their first letters, large ones first', async () => {
    const cities = (await geocoder.suggest('CH', 'zu')).map((each) => each.city);
    expect(cities[0]).toBe('Zürich');
    expect(cities.length).toBeLessThanOrEqual(8);
    expect(await geocoder.suggest('DE', 'muen')).toContainEqual({ postcode: '', city: 'München' });
  });
});

describe('a geocoder of the operator', () => {
  const point = { lat: 47.5535, lon: 7.5888 };
  const nominatim = [{ lat: String(point.lat), lon: String(point.lon) }];
  const photon = { features: [{ geometry: { coordinates: [point.lon, point.lat] } }] };
  const answering = (body: unknown, status = 200) =>
    remoteGeocoder({
      url: 'https://geo.example/search',
      otherwise: geocoder,
      fetch: () => Promise.resolve(Response.json(body, { status }))
    });

  it.each([
    ['Nominatim', nominatim],
    ['Photon', photon]
  ])('understands %s', async (_name, body) => {
    expect(await answering(body).locate(address())).toEqual({ ...point, precision: 'address' });
  });

  it.each([
    ['answers an error', { error: 'busy' }, 503],
    ['answers something else', { hello: 'world' }, 200],
    ['finds nothing', [], 200],
    ['finds the street in another town', [{ lat: '52.5', lon: '13.4' }], 200],
    ['finds the moon', [{ lat: '470', lon: '7' }], 200]
  ])('falls back to the postcode when it %s', async (_title, body, status) => {
    const found = await answering(body, status).locate(address());
    expect(found?.precision).toBe('postcode');
  });

  it('falls back when it is away, and says so once', async () => {
    const failures: unknown[] = [];
    const away = remoteGeocoder({
      url: 'https://geo.example',
      otherwise: geocoder,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
      onFailure: (error) => failures.push(error)
    });
    expect((await away.locate(address()))?.precision).toBe('postcode');
    expect(failures).toHaveLength(1);
  });

  it('is asked in its own words', () => {
    expect(addressQuery('https://geo.example/nominatim', address()).href).toBe(
      'https://geo.example/nominatim/search?street=12+Steinenvorstadt&postalcode=4051&city=Basel&countrycodes=ch&format=jsonv2&limit=1'
    );
    expect(addressQuery('https://geo.example/api', address()).href).toBe(
      'https://geo.example/api?q=Steinenvorstadt+12%2C+4051+Basel%2C+CH&limit=1'
    );
  });
});
