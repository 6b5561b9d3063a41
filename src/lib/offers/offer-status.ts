// How far an offer is for this helper: what they asked for, and what the server has said.
import { hasBegun } from '#domain/booking/visit-time.ts';
import { exclusiveStepMs } from '#domain/offer/waterfall.ts';
import type { OfferView } from '$lib/device/views/offer-view.ts';

/** Below this, seconds matter. */
const SECONDS_COUNT_MS = 10 * 60_000;

export type OfferStatus =
  'open' | 'asked' | 'declined' | 'yours' | 'taken' | 'withdrawn' | 'expired';

/** How long this offer is this helper's alone, ms; null where it is open to others as well. */
export interface Exclusive {
  leftMs: number;
  /** Of which `leftMs` is left. */
  totalMs: number;
  /** Counted down in seconds; a personal request has hours, which are said in words. */
  isShort: boolean;
}

export function exclusiveTime({ offer }: Pick<OfferView, 'offer'>, now: number): Exclusive | null {
  const leftMs = (offer.exclusiveUntil ?? 0) - now;
  if (leftMs <= 0) return null;
  const isPersonal = offer.reasons.some((reason) => reason.factor === 'personal');
  const { sentAt, startsAt } = offer;
  return {
    leftMs,
    // Where the market gives longer, the server's word counts.
    totalMs: Math.max(leftMs, exclusiveStepMs({ isPersonal, sentAt, startsAt })),
    isShort: leftMs <= SECONDS_COUNT_MS
  };
}

export function offerStatus({ offer, asked, notAccepted }: OfferView, now: number): OfferStatus {
  if (offer.state === 'yours') return 'yours';
  if (offer.state === 'taken' || notAccepted?.code === 'offer.taken') return 'taken';
  if (offer.state === 'withdrawn') return 'withdrawn';
  if (asked?.answer === 'accept') return 'asked';
  if (asked?.answer === 'decline' || offer.state === 'declined') return 'declined';
  return hasBegun(offer, now) ? 'expired' : 'open';
}

/** Offers to decide on, those that run out first on top; then the ones asked for. */
export function openOffers(views: readonly OfferView[], now: number): OfferView[] {
  const rank = { open: 0, asked: 1 } as Partial<Record<OfferStatus, number>>;
  const rankOf = (view: OfferView) => rank[offerStatus(view, now)];
  return views
    .filter((view) => rankOf(view) !== undefined)
    .sort(
      (a, b) =>
        (rankOf(a) ?? 0) - (rankOf(b) ?? 0) ||
        (a.offer.exclusiveUntil ?? Infinity) - (b.offer.exclusiveUntil ?? Infinity) ||
        a.offer.startsAt - b.offer.startsAt
    );
}
