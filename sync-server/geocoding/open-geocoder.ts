import type { Database } from '../store/database.ts';
import { embeddedGeocoder } from './embedded-geocoder.ts';
import type { Geocoder } from './geocoder.ts';
import { openPostalCodes } from './postal-code-store.ts';
import { remoteGeocoder } from './remote-geocoder.ts';
import { openTownList } from './town-list.ts';

export interface OpenGeocoder {
  /** Where imported postal codes are. */
  places: Database;
  /** A service beside the embedded one; null without. */
  geocoderUrl: string | null;
  now: () => number;
  onFailure?: (error: unknown) => void;
}

/** Reads the list of towns, which stops everything for a moment: before anything is served. */
export function openGeocoder({ places, geocoderUrl, now, onFailure }: OpenGeocoder): Geocoder {
  const embedded = embeddedGeocoder(openTownList(), openPostalCodes(places, now));
  if (!geocoderUrl) return embedded;
  return remoteGeocoder({ url: geocoderUrl, otherwise: embedded, onFailure });
}
