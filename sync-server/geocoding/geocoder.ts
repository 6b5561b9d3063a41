import type { Market } from '#domain/policy/policy.ts';

export interface Address {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
  country: Market;
}

/**
 * How near the point is to the door: the house, the middle of the postcode, of the town, or of the
 * region.
 */
export type Precision = 'address' | 'postcode' | 'city' | 'region';

export interface Located {
  lat: number;
  lon: number;
  precision: Precision;
}

export interface PlaceSuggestion {
  /** Empty where only the town is known. */
  postcode: string;
  city: string;
}

/**
 * Where places are. Nothing here throws because a service is away: it answers less precisely
 * instead.
 */
export interface Geocoder {
  /** Null where not even the town is known. */
  locate(address: Address): Promise<Located | null>;
  /** For a form: what begins with these digits or letters, likeliest first. */
  suggest(country: Market, query: string): Promise<PlaceSuggestion[]>;
}
