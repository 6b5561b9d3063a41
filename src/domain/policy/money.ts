import { MINUTE_MS } from './time.ts';

/** R21: pauses between attempts to collect a payment; after the last one support is told. */
export const CHARGE_PAUSES_MS: readonly number[] = [1, 5, 30, 120, 720, 1440].map(
  (minutes) => minutes * MINUTE_MS
);
