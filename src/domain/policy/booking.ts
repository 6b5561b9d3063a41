import { DAY_MS } from './time.ts';

/** R1: how far ahead a visit may be asked for; from when to when is the market's (market-rules.ts). */
export const BOOKING_POLICY = {
  /** R1, R7 */
  horizonMs: 60 * DAY_MS,
  /** Grid of the suggested starts; any minute may be asked for. */
  slotMin: 30
} as const;
