/** R16: what a customer may give. */
export const STARS = { least: 1, most: 5 } as const;

/** R4: what each part of the score counts at most. */
export const RANK_WEIGHTS = {
  stars: 0.4,
  skillLevel: 0.2,
  distance: 0.2,
  reliability: 0.2,
  newcomer: 0.15,
  /** R2: whoever the customer asked for is first, whatever the rest adds up to. */
  personal: 10
} as const;

export const MATCHING_POLICY = {
  /** R4: stars count as if a provider had had so many ratings of this mean before their first. */
  starsPrior: { mean: 4.3, count: 10 },
  /** R4: reliability counts as if so many jobs had been kept before the first. */
  reliabilityPrior: 5,
  /** R4: the newcomer's bonus is gone after so many jobs. */
  newcomerJobs: 5,
  /** R3: travel in town, door to door; the great circle is shorter than the road. */
  metresPerMinute: 400,
  /** R3: to park and to find the door, for each journey. */
  parkingMin: 10,
  /** R3: how far somebody may say that they go. */
  radiusKm: { least: 1, most: 200 }
} as const;

/** R5: how many join at each step; the last number repeats. */
export const WATERFALL_WIDTHS = [1, 1, 1, 2, 2, 3, 5] as const;
