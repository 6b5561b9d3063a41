// The default: imported postal codes first, then the town's name within the area of its postcode.
// No network.
import { distanceM } from '#domain/matching/distance.ts';
import { isPostcode, type Market } from '#domain/policy/policy.ts';
import { findTown, question } from './find-town.ts';
import type { Answer, Geocoder, PlaceSuggestion, PostalPlace } from './geocoder.ts';
import { middleOf, type PostalCode } from './postal-code-rows.ts';
import type { PostalCodes } from './postal-code-store.ts';
import { postalRegion } from './postal-regions.ts';
import type { TownList } from './town-list.ts';
import { foldedName, namesTyped } from './town-name.ts';

const MOST_SUGGESTIONS = 8;
/** A town of this name that near is the one of the postcode, whatever its post office is called. */
const NEAR_M = 15_000;

export function embeddedGeocoder(towns: TownList, codes: PostalCodes): Geocoder {
  const rowsOf = ({ country, postcode }: PostalPlace) => codes.beginningWith(country, postcode);

  async function known(place: PostalPlace): Promise<Answer> {
    const { country, postcode, city } = place;
    if (!isPostcode(country, postcode)) return { outcome: 'noSuchPostcode' };
    const rows = await rowsOf(place);
    if (rows.length > 0) return byImport(rows, towns, place);
    const area = postalRegion(country, postcode);
    return area ? findTown({ towns, country, area }, city) : { outcome: 'noSuchPostcode' };
  }

  return {
    known,
    locate: known,
    async question(place) {
      const { country, postcode } = place;
      if (!isPostcode(country, postcode)) return { outcome: 'noSuchPostcode' };
      const rows = await rowsOf(place);
      const area = rows.length > 0 ? areaAround(rows) : postalRegion(country, postcode);
      if (!area) return { outcome: 'noSuchPostcode' };
      return question('place.unknown', { towns, country, area });
    },
    async suggest(country, query) {
      return /^\d/.test(query.trim())
        ? byCode(await codes.beginningWith(country, query.trim()))
        : byName(towns, country, query);
    }
  };
}

/** Exact, unless the town is known to lie elsewhere: then one of the two is mistyped. */
function byImport(
  rows: readonly PostalCode[],
  towns: TownList,
  { country, city }: PostalPlace
): Answer {
  const names = namesTyped(city);
  const sameTown = rows.filter((row) => {
    const place = foldedName(row.place);
    return names.some((name) => place.startsWith(name) || name.startsWith(place));
  });
  const middle = middleOf(sameTown.length > 0 ? sameTown : rows);
  const named = sameTown.length > 0 ? [] : towns.named(country, names[0] ?? '');
  const isElsewhere =
    named.some((town) => town.isFullName) &&
    named.every((town) => distanceM(town, middle) > NEAR_M);
  if (!isElsewhere) return { outcome: 'found', ...middle, precision: 'postcode' };
  return question('place.elsewhere', { towns, country, area: areaAround(rows) });
}

/** What an imported postcode covers is small; near its middle are the towns to choose from. */
const areaAround = (rows: readonly PostalCode[]) => ({ ...middleOf(rows), reachM: NEAR_M });

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
