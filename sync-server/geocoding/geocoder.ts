import type { PlaceQuestion } from '#domain/booking/place-answer.ts';
import type { Market } from '#domain/policy/policy.ts';

export interface Address {
  street: string;
  houseNumber: string;
  postcode: string;
  city: string;
  country: Market;
}

export type PostalPlace = Pick<Address, 'country' | 'postcode' | 'city'>;

/**
 * How near the point is to the door: the house, the middle of the postcode, of the town, or of a
 * region so small that its middle will do.
 */
export type Precision = 'address' | 'postcode' | 'city' | 'region';

export interface Located {
  lat: number;
  lon: number;
  precision: Precision;
}

/** What is asked is asked of the customer; `near` is the next town that most people know. */
export type Answer =
  ({ outcome: 'found'; near?: string } & Located) | { outcome: 'noSuchPostcode' } | PlaceQuestion;

export interface PlaceSuggestion {
  /** Empty where only the town is known. */
  postcode: string;
  city: string;
}

/**
 * Where places are. Nothing here throws because a service is away: it answers less precisely
 * instead. Nothing here guesses either: where postcode and town do not lead to one point, it asks.
 */
export interface Geocoder {
  locate(address: Address): Promise<Answer>;
  /** What is known of a postcode and a town alone: for a form, at once. */
  known(place: PostalPlace): Promise<Answer>;
  /** Asks in any case: the customer says that it is elsewhere, or has pointed at it already. */
  question(place: PostalPlace): Promise<Exclude<Answer, { outcome: 'found' }>>;
  /** For a form: what begins with these digits or letters, likeliest first. */
  suggest(country: Market, query: string): Promise<PlaceSuggestion[]>;
}
