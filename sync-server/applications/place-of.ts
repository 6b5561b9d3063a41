import { baseOf, type ApplicationForm } from '#domain/application/application-form.ts';
import type { PlaceQuestion } from '#domain/booking/place-answer.ts';
import type { Point } from '#domain/matching/distance.ts';
import { isPostcode } from '#domain/policy/policy.ts';
import type { Geocoder } from '../geocoding/geocoder.ts';

/** Where somebody's ways begin. */
export type BasePlace =
  | ({ outcome: 'found' } & Point)
  | PlaceQuestion
  | { outcome: 'noSuchPostcode' }
  /** Postcode and town are not there yet. */
  | { outcome: 'open' };

export async function placeOf(geocoder: Geocoder, form: ApplicationForm): Promise<BasePlace> {
  const { postcode, city } = baseOf(form);
  const { market, point } = form;
  if (city === '' || !isPostcode(market, postcode)) return { outcome: 'open' };
  if (point) return { outcome: 'found', lat: point.lat, lon: point.lon };
  const answer = await geocoder.known({ country: market, postcode, city });
  if (answer.outcome !== 'found') return answer;
  return { outcome: 'found', lat: answer.lat, lon: answer.lon };
}
