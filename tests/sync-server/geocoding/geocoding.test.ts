import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedGeocoder } from '../../../sync-server/geocoding/embedded-geocoder.ts';
import type { Address, Geocoder, Located } from '../../../sync-server/geocoding/geocoder.ts';
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
  geocoder = embeddedGeocoder(towns, {
    beginningWith: (country, digits) => Promise.resolve(found(country, digits))
  });
  withoutImport = embeddedGeocoder(towns, { beginningWith: () => Promise.resolve([]) });
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
    ]
  ])('finds %s', async (_title, fields, precision, expected) => {
    const found = await geocoder.locate(address(fields));
    expect(found).toMatchObject({ outcome: 'found', precision });
    expect(distanceM(found as Located, expected)).toBeLessThan(4_000);
  });

  it.each([
    ['CH', '9000', 'St. Gallen'],
    ['CH', '9000', 'St.Gallen'],
    ['CH', '9000', 'Sankt-Gallen'],
    ['CH', '2502', 'BIEL'],
    ['CH', '2502', 'Bienne'],
    ['CH', '1201', 'Genf'],
    ['CH', '8001', 'Zuerich'],
    ['CH', '9500', 'Wil SG'],
    ['CH', '9500', 'wil sg'],
    ['CH', '8700', 'Küsnacht ZH'],
    ['CH', '8700', 'Küsnacht (ZH)'],
    ['CH', '8050', 'Zürich Oerlikon'],
    ['DE', '60311', 'Frankfurt'],
    ['DE', '60311', 'frankfurt am main'],
    ['DE', '60311', 'Frankfurt/M.'],
    ['DE', '15230', 'Frankfurt (Oder)'],
    ['DE', '50667', 'Köln'],
    ['DE', '80331', 'Munich'],
    ['DE', '90402', 'Nuremberg'],
    ['DE', '45468', 'Mülheim an der Ruhr'],
    ['DE', '45468', 'Mülheim a. d. Ruhr'],
    ['DE', '97070', 'Würzburg, Altstadt']
  ] as const)('[R1.12] finds %s %s %s without any import', async (country, postcode, city) => {
    const found = await withoutImport.locate(address({ country, postcode, city }));
    expect(found.outcome).toBe('found');
  });

  it.each([
    ['79098', 'Freiburg', 47.99, 7.85],
    ['79098', 'Freiburg im Breisgau', 47.99, 7.85],
    ['79098', 'Freiburg i. Br.', 47.99, 7.85],
    ['06112', 'Halle', 51.48, 11.97],
    ['06112', 'Halle (Saale)', 51.48, 11.97],
    ['06112', 'Halle/S.', 51.48, 11.97],
    ['67433', 'Neustadt an der Weinstraße', 49.35, 8.14],
    ['96465', 'Neustadt bei Coburg', 50.33, 11.12]
  ])('[R1.12] chooses by %s among the towns called %s', async (postcode, city, lat, lon) => {
    const found = await withoutImport.locate(address({ country: 'DE', postcode, city }));
    expect(found.outcome).toBe('found');
    expect(distanceM(found as Located, { lat, lon })).toBeLessThan(6_000);
  });

  it.each([
    ['CH', '4051', 'Zürich', 'place.elsewhere'],
    ['DE', '20095', 'München', 'place.elsewhere'],
    ['CH', '3999', 'Nirgendwo', 'place.unknown'],
    ['DE', '96138', 'Reichmannsdorf', 'place.unknown']
  ] as const)('[R1.13] asks about %s %s %s', async (country, postcode, city, code) => {
    const asked = await withoutImport.known({ country, postcode, city });
    expect(asked).toMatchObject({ outcome: 'ask', code });
    if (asked.outcome !== 'ask') throw new Error('not asked');
    expect(asked.towns.length).toBeGreaterThan(3);
    for (const town of asked.towns) {
      expect(distanceM(town, asked.area)).toBeLessThanOrEqual(asked.area.reachM);
    }
  });

  it('[R1.13] tells several towns of one name apart by the next large one, and lists them first', async () => {
    const asked = await withoutImport.known({
      country: 'DE',
      postcode: '27251',
      city: 'Neuenkirchen'
    });
    if (asked.outcome !== 'ask') throw new Error('not asked');
    expect(asked).toMatchObject({ code: 'place.several', likely: 3 });
    const names = asked.towns.slice(0, 3).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^Neuenkirchen \(.+\)$/);
  });

  it('[R1.14] says a small town with the next large one', async () => {
    const small = await withoutImport.known({
      country: 'DE',
      postcode: '79274',
      city: 'St. Märgen'
    });
    expect(small).toMatchObject({ outcome: 'found', near: 'Titisee-Neustadt' });
    const large = await withoutImport.known({ country: 'DE', postcode: '79098', city: 'Freiburg' });
    expect(large).not.toHaveProperty('near');
  });

  it.each([
    ['DE', '00000', 'Berlin'],
    ['DE', '05123', 'Berlin'],
    ['CH', '9999', 'Nirgendwo']
  ] as const)('[R1.15] has no postcode %s %s', async (country, postcode, city) => {
    const nowhere = { outcome: 'noSuchPostcode' };
    expect(await withoutImport.known({ country, postcode, city })).toEqual(nowhere);
    expect(await withoutImport.question({ country, postcode, city })).toEqual(nowhere);
  });

  it('[R1.16] asks with an import only who contradicts it', async () => {
    const hamlet = await geocoder.known({
      country: 'CH',
      postcode: '4051',
      city: 'Hinterschwanden'
    });
    expect(hamlet).toMatchObject({ outcome: 'found', precision: 'postcode' });
    const wrong = await geocoder.known({ country: 'CH', postcode: '4051', city: 'Zürich' });
    expect(wrong).toMatchObject({ outcome: 'ask', code: 'place.elsewhere' });
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
    expect(await answering(body).locate(address())).toEqual({
      outcome: 'found',
      ...point,
      precision: 'address'
    });
  });

  it.each([
    ['answers an error', { error: 'busy' }, 503],
    ['answers something else', { hello: 'world' }, 200],
    ['finds nothing', [], 200],
    ['finds the street in another town', [{ lat: '52.5', lon: '13.4' }], 200],
    ['finds the moon', [{ lat: '470', lon: '7' }], 200]
  ])('falls back to the postcode when it %s', async (_title, body, status) => {
    const found = await answering(body, status).locate(address());
    expect(found).toMatchObject({ precision: 'postcode' });
  });

  it('falls back when it is away, and says so once', async () => {
    const failures: unknown[] = [];
    const away = remoteGeocoder({
      url: 'https://geo.example',
      otherwise: geocoder,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
      onFailure: (error) => failures.push(error)
    });
    expect(await away.locate(address())).toMatchObject({ precision: 'postcode' });
    expect(failures).toHaveLength(1);
  });

  it('[R1.13] spares the customer a question, but never leaves the area of the postcode', async () => {
    const service = (lat: number, lon: number) =>
      remoteGeocoder({
        url: 'https://geo.example/search',
        otherwise: withoutImport,
        fetch: () => Promise.resolve(Response.json([{ lat, lon }]))
      });
    const village = address({ postcode: '3999', city: 'Nirgendwo' });
    expect(await service(46.54, 8.35).locate(village)).toMatchObject({ precision: 'address' });
    expect(await service(47.37, 8.54).locate(village)).toMatchObject({ outcome: 'ask' });
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
