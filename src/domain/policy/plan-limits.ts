/** How much a helper may say about when they work. */
export const PLAN_LIMITS = {
  spansADay: 4,
  /** Days in one action. */
  datesAtOnce: 60,
  /** Days ahead that are kept at once; more are refused and never dropped. */
  dates: 200,
  /** Those with the ones taken back, which are known until they are over. */
  datesNamed: 400,
  /** No date further ahead is taken. */
  yearsAhead: 2,
  /** What a form offers as start and end, in minutes. */
  stepMin: 30
} as const;
