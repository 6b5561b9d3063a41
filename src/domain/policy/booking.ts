import { DAY_MS, HOUR_MS } from './time.ts';

/** R1: when a visit may be asked for. */
export const BOOKING_POLICY = {
  /** From asking to the visit's start: somebody has to be found and to get there. */
  leadMs: 2 * HOUR_MS,
  /** R1, R7 */
  horizonMs: 60 * DAY_MS,
  /** Opening hours of visits, in minutes of the local day; the whole visit lies within. */
  opensMin: 7 * 60,
  closesMin: 21 * 60,
  /** Grid of the suggested starts; any minute may be asked for. */
  slotMin: 30
} as const;
