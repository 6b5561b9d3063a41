// The default: imported postal codes first, then the town's name, then the district of the
// postcode. No network.
import type { Market } from '#domain/policy/policy.ts';
import type { Address, Geocoder, PlaceSuggestion } from './geocoder.ts';
import { middleOf } from './postal-code-rows.ts';
import type { PostalCodes } from './postal-code-store.ts';
import type { TownList } from './town-list.ts';
import { foldedName } from './town-name.ts';

const MOST_SUGGESTIONS = 8;
const DISTRICT_DIGITS = 2;

/** The town list takes a third of a second to read: only when it is asked for the first time. */
export function embeddedGeocoder(openTowns: () => TownList, codes: PostalCodes): Geocoder {
  let list: TownList | undefined;
  const towns = () => (list ??= openTowns());
  return {
    async locate({ country, postcode, city }: Address) {
      const rows = await codes.beginningWith(country, postcode);
      if (rows.length > 0) {
        const name = foldedName(city);
        const sameTown = rows.filter((row) => foldedName(row.place).startsWith(name));
        return { ...middleOf(sameTown.length > 0 ? sameTown : rows), precision: 'postcode' };
      }
      const town = towns().named(country, city);
      if (town) return { lat: town.lat, lon: town.lon, precision: 'city' };
      const district = await codes.beginningWith(country, postcode.slice(0, DISTRICT_DIGITS));
      return district.length > 0 ? { ...middleOf(district), precision: 'region' } : null;
    },

    async suggest(country, query) {
      return /^\d/.test(query.trim())
        ? byCode(await codes.beginningWith(country, query.trim()))
        : byName(towns(), country, query);
    }
  };
}

function byCode(rows: readonly { code: string; place: string }[]): PlaceSuggestion[] {
  const seen = new Map(
    rows.map(({ code, place }) => [
      `${code} ${townOf(place)}`,
      { postcode: code, city: townOf(place) }
    ])
  );
  return [...seen.values()].slice(0, MOST_SUGGESTIONS);
}

function byName(towns: TownList, country: Market, query: string): PlaceSuggestion[] {
  const found = towns.beginningWith(country, query, MOST_SUGGESTIONS);
  return found.map(({ name }) => ({ postcode: '', city: name }));
}

/** "Wien, Innere Stadt" is asked for as "Wien". */
const townOf = (place: string) => place.split(',')[0]?.trim() ?? place;
