import { distanceM, type Point } from '../matching/distance.ts';

/** Around a point, within which every place of a postcode lies. */
export interface PlaceArea extends Point {
  reachM: number;
}

/** Why the customer is asked to show the place. */
export const PLACE_QUESTIONS = ['place.unknown', 'place.elsewhere', 'place.several'] as const;
/**
 * `place.unknown`: no such town is known in the area of the postcode · `place.elsewhere`: it is
 * known, but lies elsewhere · `place.several`: more than one there has this name.
 */
export type PlaceQuestionCode = (typeof PLACE_QUESTIONS)[number];

export interface PlaceQuestion {
  outcome: 'ask';
  code: PlaceQuestionCode;
  area: PlaceArea;
  /** Known towns of the area for whoever does not tap a map: the likely ones, then by size. */
  towns: ({ name: string } & Point)[];
  /** How many of them bear the name that was typed. */
  likely: number;
}

/** Answer of `GET /api/places/known`: whether a postcode and a town lead to a point. */
export type PlaceAnswer =
  /** `near`: a town that most people know, so that a wrong one of two is seen; where it matters. */
  { outcome: 'found'; near?: string } | { outcome: 'noSuchPostcode' } | PlaceQuestion;

/** A point that is pointed at may lie a little outside: areas are only roughly round. */
const SLACK_M = 10_000;

export function isInArea(area: PlaceArea, point: Point): boolean {
  return distanceM(area, point) <= area.reachM + SLACK_M;
}
