import type { Bps, Minor, Ms } from '../../brand.ts';
import { HOUR_MS } from '../time.ts';

/** Of a Friend's visit and of a Pro's. */
export type ByRole<T> = Record<'friend' | 'pro', T>;

/** R27: from so long before the visit on, cancelling costs this share of the visit fee. */
export interface CancelShare {
  fromMs: Ms;
  shareBps: Bps;
}

/** A day on which no visit is offered: `YYYY-MM-DD` at the place. */
export interface ClosedDay {
  day: string;
  name: string;
}

/** R1: when a visit may be asked for. Minutes of the local day; the whole visit lies within. */
export interface VisitHours {
  opensMin: number;
  closesMin: number;
  /** From asking to the visit's start: somebody has to be found and to get there. */
  leadMs: Ms;
  closedDays: readonly ClosedDay[];
}

/** R24: what an operator sets for one market (O5). */
export interface MarketRules extends VisitHours {
  /** R22, gross. */
  guaranteeFeeMinor: ByRole<Minor>;
  /** R20: what the platform keeps of a visit; a Pro's contract may say something else. */
  commissionBps: ByRole<Bps>;
  /** R26, R27: paid for a visit that fails through no fault of the provider, gross. */
  visitFeeMinor: Minor;
  /**
   * R27: the first is where cancelling stops being free. Whoever cancels once the provider has set
   * off is in the last one. None: cancelling is always free.
   */
  cancelTiers: readonly CancelShare[];
  /** R21: until when an invoice that nobody collects is to be paid. */
  paymentTermDays: number;
  /** R2: a provider whom the customer asked for has the order alone this long. */
  personalOfferMs: Ms;
  /** R3: nobody is asked who lives further away, however far they say that they go. */
  mostRadiusKm: number;
}

/** As long as an operator has set nothing else; what markets differ in is in their records. */
export const USUAL_RULES = {
  commissionBps: { friend: 2000, pro: 1500 },
  cancelTiers: [
    { fromMs: 24 * HOUR_MS, shareBps: 5_000 },
    { fromMs: 3 * HOUR_MS, shareBps: 10_000 }
  ],
  paymentTermDays: 14,
  personalOfferMs: 2 * HOUR_MS,
  mostRadiusKm: 200,
  opensMin: 7 * 60,
  closesMin: 21 * 60,
  leadMs: 2 * HOUR_MS,
  closedDays: []
} as const satisfies Partial<MarketRules>;
