// R5, the cumulative waterfall: the best-ranked has the offer alone for a step, then the next
// joins, and so on.
// 1. Whoever was reached stays in and may accept until someone has.
// 2. A step's time starts when the first of its devices saw the offer, or a grace after sending.
// 3. When everybody who was reached has declined, the next step opens at once.
// 4. Steps widen by WATERFALL_WIDTHS. Time only ever comes in as `now`.
// 5. The step of a provider whom the customer asked for is longer (R2), but leaves the others most
//    of the time until the visit.
import type { Ms } from '../brand.ts';
import { TIME_POLICY, USUAL_RULES, WATERFALL_WIDTHS } from '../policy/policy.ts';
import type { Offer, Order } from '../order/order.ts';

/**
 * R2: whether the first step belongs to the provider whom the customer asked for; they may not be
 * free or not qualify.
 */
export function isPersonalRound(order: Pick<Order, 'offers' | 'personalProvider'>): boolean {
  return order.personalProvider !== null && order.offers[0]?.provider === order.personalProvider;
}

/** What of an order decides about its steps. */
type Offered = Pick<Order, 'offers' | 'personalProvider' | 'rules'> & {
  job: Pick<Order['job'], 'appointment'>;
};

/**
 * How long a step is its providers' alone, from when it begins; ms. Server and device count by it.
 */
export function exclusiveStepMs(offer: {
  isPersonal: boolean;
  sentAt: Ms;
  startsAt: Ms;
  /** Of the order's rules. */
  personalOfferMs?: Ms;
}): Ms {
  const { isPersonal, sentAt, startsAt, personalOfferMs = USUAL_RULES.personalOfferMs } = offer;
  const { personalShareBps, offerStepMs } = TIME_POLICY;
  if (!isPersonal) return offerStepMs;
  const share = Math.floor(((startsAt - sentAt) * personalShareBps) / 10_000);
  return Math.max(offerStepMs, Math.min(personalOfferMs, share));
}

/** It reached its provider: they may have it on their screen. */
export function wasReached({ step }: Pick<Offer, 'step'>): boolean {
  return step !== null;
}

/** ms at which the next step opens; null when nobody is left to open, 0 when it is due at once. */
export function nextStepAt(order: Offered): Ms | null {
  const { offers } = order;
  if (!offers.some((offer) => offer.state === 'waiting')) return null;
  const opened = offers.filter(wasReached);
  if (!opened.some((offer) => offer.state === 'open')) return 0;
  return lastStepEndsAt(order);
}

/** ms at which the last opened step is over; 0 when none was opened. */
export function lastStepEndsAt(order: Offered): Ms {
  const last = lastStep(order.offers);
  if (last < 0) return 0;
  const { startsAt } = order.job.appointment;
  const isPersonal = last === 0 && isPersonalRound(order);
  const ends = order.offers
    .filter((offer) => offer.step === last)
    .map((offer) => {
      const lengthMs = exclusiveStepMs({
        ...{ isPersonal, sentAt: offer.sentAt ?? 0, startsAt },
        ...(order.rules && { personalOfferMs: order.rules.personalOfferMs })
      });
      return stepStart(offer) + lengthMs;
    });
  return Math.min(...ends);
}

/** The offers with the next step's providers reached. */
export function openNextStep(offers: readonly Offer[], now: Ms): Offer[] {
  const step = lastStep(offers) + 1;
  const width = WATERFALL_WIDTHS[Math.min(step, WATERFALL_WIDTHS.length - 1)] ?? 1;
  let left: number = width;
  return offers.map((offer) => {
    if (offer.state !== 'waiting' || left === 0) return offer;
    left -= 1;
    return { ...offer, state: 'open', step, sentAt: now };
  });
}

/**
 * Until when the only provider reached so far has the offer alone; null when several were reached.
 */
export function exclusiveUntil(order: Offered): Ms | null {
  const opened = order.offers.filter(wasReached);
  return opened.length === 1 ? lastStepEndsAt(order) : null;
}

function lastStep(offers: readonly Offer[]): number {
  return Math.max(-1, ...offers.map((offer) => offer.step ?? -1));
}

function stepStart(offer: Offer): Ms {
  const latest = (offer.sentAt ?? 0) + TIME_POLICY.offerReachMs;
  return Math.min(offer.seenAt ?? latest, latest);
}
