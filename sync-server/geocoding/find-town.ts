// A town by its name in the area of its postcode.
// 1. The postcode leads: a town outside its area is never taken, however well the name fits.
// 2. Only what is sure is taken. The list does not know every village, so that in a large area a
//    small town whose name others bear too, or are told apart by more than the list says, may be
//    the wrong one: then the customer is asked.
// 3. Where the whole area is near its middle, a town that nobody knows is placed there.
import type { PlaceArea, PlaceQuestion, PlaceQuestionCode } from '#domain/booking/place-answer.ts';
import { distanceM } from '#domain/matching/distance.ts';
import type { Market } from '#domain/policy/policy.ts';
import type { Answer } from './geocoder.ts';
import type { NamedTown, Town, TownList } from './town-list.ts';
import { areToldApart, foldedName, namesTyped } from './town-name.ts';

/** Within this, which of two towns is meant changes nobody's way. */
const NEAR_M = 10_000;
/** Areas are only roughly round. */
const SLACK_M = 2_000;
/** In an area no larger, even the wrong one of two towns is not far from the right one. */
const SMALL_AREA_M = 15_000;
/** Who writes only a name means the large town. */
const LARGE_TOWN = 10_000;
/** Nobody takes it for another of its name. */
const FAMOUS_TOWN = 100_000;
/** More than anybody looks through; the largest are kept. */
const MOST_TOWNS = 400;

export interface Searched {
  towns: TownList;
  country: Market;
  area: PlaceArea;
}

export function findTown(searched: Searched, city: string): Answer {
  const { towns, country, area } = searched;
  const typed = foldedName(city);
  let isElsewhere = false;
  for (const name of namesTyped(city)) {
    const named = towns.named(country, name);
    const here = likeliest(named.filter((town) => isMeant(town, typed, area)));
    const [first] = here;
    if (first) {
      const doubt = doubtAbout(first, { here, named, name: typed, area });
      return doubt ? question(doubt, searched, here) : foundIn(first, searched);
    }
    isElsewhere ||= named.some((town) => town.isFullName);
  }
  if (isElsewhere) return question('place.elsewhere', searched);
  if (area.reachM > NEAR_M) return question('place.unknown', searched);
  return { outcome: 'found', lat: area.lat, lon: area.lon, precision: 'region' };
}

/**
 * A place of this name that the list does not know may lie in the same area: said with the nearest
 * large town, so that whoever lives elsewhere sees it.
 */
function foundIn(town: Town, searched: Searched): Answer {
  const { lat, lon, population } = town;
  const found = { outcome: 'found', lat, lon, precision: 'city' } as const;
  if (population >= FAMOUS_TOWN || searched.area.reachM <= SMALL_AREA_M) return found;
  const near = nearestLarge(town, searched);
  return near ? { ...found, near } : found;
}

function nearestLarge(town: Town, { towns, country, area }: Searched): string | undefined {
  return towns
    .within(country, { lat: town.lat, lon: town.lon, reachM: area.reachM })
    .filter((other) => other.population >= LARGE_TOWN && other.name !== town.name)
    .toSorted((a, b) => distanceM(a, town) - distanceM(b, town))[0]?.name;
}

const isNear = (one: Town, other: Town) => distanceM(one, other) <= NEAR_M;

function isMeant(town: Town, typed: string, area: PlaceArea): boolean {
  if (distanceM(town, area) > area.reachM + SLACK_M) return false;
  return !areToldApart(typed, foldedName(town.name));
}

/** A full name before a part of one; the list has the large ones first. */
function likeliest(here: readonly NamedTown[]): readonly NamedTown[] {
  const full = here.filter((town) => town.isFullName);
  return full.length > 0 ? full : here;
}

interface Doubtful {
  here: readonly NamedTown[];
  named: readonly NamedTown[];
  /** As it was typed, folded. */
  name: string;
  area: PlaceArea;
}

function doubtAbout(
  town: NamedTown,
  { here, named, name, area }: Doubtful
): PlaceQuestionCode | undefined {
  if (!here.every((other) => isNear(other, town))) return 'place.several';
  if (area.reachM <= SMALL_AREA_M || town.population >= LARGE_TOWN) return undefined;
  if (!named.every((other) => isNear(other, town))) return 'place.several';
  return foldedName(town.name) === name ? undefined : 'place.unknown';
}

/** Asks, with the towns of the area to choose from: those that may be meant first. */
export function question(
  code: PlaceQuestionCode,
  searched: Searched,
  likely: readonly Town[] = []
): PlaceQuestion {
  const { towns, country, area } = searched;
  const meant = new Map(likely.map((town) => [nameAmong(town, likely, searched), town]));
  const listed = new Map(meant);
  for (const town of towns.within(country, area)) {
    const isMeant = likely.some((each) => each.name === town.name);
    if (!isMeant && listed.size < MOST_TOWNS && !listed.has(town.name)) listed.set(town.name, town);
  }
  return {
    outcome: 'ask',
    code,
    area,
    towns: [...listed].map(([name, { lat, lon }]) => ({ name, lat, lon })),
    likely: meant.size
  };
}

/** Of towns of one name each with the next large one: "Neuenkirchen (Rheine)". */
function nameAmong(town: Town, others: readonly Town[], searched: Searched): string {
  const isAlone = others.every((other) => other === town || other.name !== town.name);
  const near = isAlone ? undefined : nearestLarge(town, searched);
  return near ? `${town.name} (${near})` : town.name;
}
