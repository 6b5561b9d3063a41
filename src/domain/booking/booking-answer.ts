import type { RulesInForce } from '../operator/rules-versions.ts';
import type { BookingFault } from './booking-request.ts';

/**
 * 201 (also for the same request sent again): where the customer follows their order from now on.
 */
export interface BookingAnswer {
  token: string;
  /** Path of the customer's page. */
  url: string;
}

/** What else `POST /api/bookings` answers; each with the request's id beside it. */
export type BookingRefusal =
  /** 422: every fault at once. */
  | { error: 'booking.invalid'; faults: BookingFault[] }
  /**
   * 409: all is right but the price, which has changed since the page was opened. `rules`: in force
   * by now; what the page reads again may be some seconds old.
   */
  | { error: 'booking.priceChanged'; totalMinor: number; rules?: RulesInForce }
  /** 409: the price is the same, but the market's rules have changed since the page was opened. */
  | { error: 'booking.rulesChanged'; totalMinor: number; rules: RulesInForce }
  /**
   * 409: the first version of this request was taken already; what was changed since is not in it.
   */
  | { error: 'booking.alreadyMade'; token: string; url: string };
