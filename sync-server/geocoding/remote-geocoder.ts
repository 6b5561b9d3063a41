// A Photon or Nominatim service of the operator's choice (GEOCODER_URL): to the house door where it
// knows it. It may be slow, away or wrong: a moment's patience, one country, and otherwise what the
// embedded one says.
import * as z from 'zod/mini';
import { distanceM } from '#domain/matching/distance.ts';
import { isInArea } from '#domain/booking/place-answer.ts';
import { jsonOf } from '../concurrency/limited-answer.ts';
import type { Address, Answer, Geocoder, Located } from './geocoder.ts';

const PATIENCE_MS = 2_500;
/** One point and its address are a few hundred bytes. */
const LARGEST_ANSWER = 64 * 1_024;
/** Beyond these at once the service is left alone, and the embedded one is precise enough. */
const MOST_AT_ONCE = 8;
/**
 * Further off than this from the postcode, the service has found another street of the same name.
 */
const FARTHEST_M = 40_000;

const photonAnswer = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([z.number(), z.number()], z.unknown()) })
    })
  )
});
const nominatimAnswer = z.array(z.object({ lat: z.coerce.number(), lon: z.coerce.number() }));

export interface RemoteGeocoder {
  /** Ends in /api (Photon) or anything else (Nominatim; /search is added where it is missing). */
  url: string;
  otherwise: Geocoder;
  fetch?: typeof globalThis.fetch;
  onFailure?: (error: unknown) => void;
}

export function remoteGeocoder(options: RemoteGeocoder): Geocoder {
  const { url, otherwise, onFailure } = options;
  const ask = options.fetch ?? globalThis.fetch;
  let asking = 0;
  return {
    async locate(address) {
      const roughly = await otherwise.locate(address);
      if (asking >= MOST_AT_ONCE) return roughly;
      asking += 1;
      try {
        const answer = await ask(addressQuery(url, address), {
          signal: AbortSignal.timeout(PATIENCE_MS),
          headers: { accept: 'application/json' }
        });
        if (!answer.ok) throw new Error(`the geocoder answered ${answer.status}`);
        const found = pointOf(await jsonOf(answer, LARGEST_ANSWER));
        if (!found) return roughly;
        return isOff(found, roughly)
          ? roughly
          : { outcome: 'found', ...found, precision: 'address' };
      } catch (error) {
        onFailure?.(error);
        return roughly;
      } finally {
        asking -= 1;
      }
    },
    known: (place) => otherwise.known(place),
    question: (place) => otherwise.question(place),
    suggest: (country, query) => otherwise.suggest(country, query)
  };
}

/** Also what the customer would be asked about the service may know, within the postcode's area. */
function isOff(found: Pick<Located, 'lat' | 'lon'>, roughly: Answer): boolean {
  if (roughly.outcome === 'noSuchPostcode') return true;
  if (roughly.outcome === 'found') return distanceM(found, roughly) > FARTHEST_M;
  return !isInArea(roughly.area, found);
}

/** What to ask, in the words of the service that the address names. */
export function addressQuery(url: string, address: Address): URL {
  const { street, houseNumber, postcode, city, country } = address;
  const asked = new URL(url);
  const isPhoton = /\/api\/?$/.test(asked.pathname);
  if (isPhoton) {
    asked.searchParams.set('q', `${street} ${houseNumber}, ${postcode} ${city}, ${country}`);
    asked.searchParams.set('limit', '1');
    return asked;
  }
  if (!/\/search\/?$/.test(asked.pathname))
    asked.pathname = asked.pathname.replace(/\/?$/, '/search');
  const fields = { street: `${houseNumber} ${street}`, postalcode: postcode, city };
  for (const [name, value] of Object.entries(fields)) asked.searchParams.set(name, value);
  asked.searchParams.set('countrycodes', country.toLowerCase());
  asked.searchParams.set('format', 'jsonv2');
  asked.searchParams.set('limit', '1');
  return asked;
}

function pointOf(answer: unknown): Pick<Located, 'lat' | 'lon'> | undefined {
  const nominatim = nominatimAnswer.safeParse(answer);
  if (nominatim.success) return valid(nominatim.data[0]);
  const coordinates = photonAnswer.parse(answer).features[0]?.geometry.coordinates;
  return coordinates && valid({ lat: coordinates[1], lon: coordinates[0] });
}

function valid(point: Pick<Located, 'lat' | 'lon'> | undefined) {
  const isPoint = point && Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180;
  return isPoint ? { lat: point.lat, lon: point.lon } : undefined;
}
