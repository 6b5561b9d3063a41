// What support's lists show: shared by the server that answers and the page that reads it.
import { cancelFeeMinor } from '../../billing/cancellation.ts';
import { settledLines, type SettleWay } from '../../billing/settle-visit.ts';
import type { LocalText } from '../../catalog/service-package.ts';
import type { Ineligible } from '../../matching/eligibility.ts';
import { wasReached } from '../../offer/waterfall.ts';
import { isAllowed } from '../life-cycle/allowed-actions.ts';
import type { Job } from '../job.ts';
import type { JobState } from '../job-states.ts';
import type { Resolution } from './notices.ts';
import type { Order } from '../order.ts';
import type { Currency, Market } from '../../policy/policy.ts';
import { priceTotals } from '../../price/price.ts';
import { orderNumber } from './customer-view.ts';

/** One line of the list of cases. */
export interface CaseRow {
  id: string;
  kind: string;
  state: 'open' | 'closed';
  /** A code of protocol/code.ts, or null where the kind says it all. */
  code: string | null;
  order: string | null;
  orderNumber: string | null;
  provider: string | null;
  openedAt: number;
}

/** One page of a list of cases, and how many there are. */
export interface CasePage {
  cases: CaseRow[];
  /** From 0. */
  page: number;
  perPage: number;
  total: number;
  /** There are more than `total` says: counting has an end. */
  isMore: boolean;
}

/** What cancelling would cost now, and whom (R27). */
export interface CancelOffer {
  currency: Currency;
  /** The customer's where it is their wish, the platform's where it lay with us. */
  feeMinor: number;
}

/** Null where support may not cancel any more. */
export function cancelOfferOf(job: Job, now: number): CancelOffer | null {
  if (!isAllowed(job, 'support', 'order.cancel', now)) return null;
  return { currency: job.terms.currency, feeMinor: cancelFeeMinor(job, now) };
}

/** R15.31: what support may make of a visit that is held, and what that comes to. */
export interface SettleOffer {
  currency: Currency;
  agreedMinor: number;
  feeMinor: number;
}

/** Null where there is nothing (more) to settle. */
export function settleOfferOf(job: Job, now: number): SettleOffer | null {
  if (!isAllowed(job, 'support', 'visit.settle', now)) return null;
  const total = (way: SettleWay) => priceTotals(settledLines(job, way)).totalMinor;
  return {
    currency: job.terms.currency,
    agreedMinor: total('agreed'),
    feeMinor: total('visitFee')
  };
}

/**
 * Everything behind one case. What was held is there as it came, beside what the server made of the
 * job.
 */
export interface CaseDetail extends CaseRow {
  title: LocalText | null;
  orderState: JobState | null;
  customer: { name: string; phone: string; email: string } | null;
  held: { signed: unknown; rebuilt: unknown; at: number; code: string } | null;
  /**
   * Closing the case resolves a signature that is held, or refused: nothing is billed of it by
   * itself any more (R15).
   */
  resolvesHeld: boolean;
  action: unknown;
  note: string | null;
  /** `reason`: nobody closed it, what it was about was put right. */
  closed: { at: number; by: string; note: string; reason?: Resolution } | null;
  cancel: CancelOffer | null;
  settle: SettleOffer | null;
  settled: Job['settled'] | null;
  /** Ids of mails that did not reach the customer; not there as long as all did. */
  undelivered?: string[];
}

/** Why nobody has taken an order, as far as its own offers say. */
export type UnplacedReason = 'notSentYet' | 'nobodyFits' | 'allDeclined' | 'noAnswer' | 'running';

export interface WaitingOrder {
  id: string;
  number: string;
  title: LocalText;
  market: Market;
  postcode: string;
  city: string;
  state: JobState;
  reason: UnplacedReason;
  startsAt: number;
  timeZone: string;
  createdAt: number;
  round: number;
  asked: number;
  declined: number;
  /** Ids of mails that did not reach the customer; not there as long as all did. */
  undelivered?: string[];
  /** Support may send it out again. */
  canReoffer: boolean;
}

export interface WaitingDetail extends WaitingOrder {
  customer: { name: string; phone: string; email: string };
  problem: string;
  offers: { name: string; state: string; rank: number; distanceM: number; seenAt: number | null }[];
  /** Of all providers of the market: how many are out for which reason. */
  against: { reason: Ineligible; count: number }[];
  fitting: number;
  providers: number;
  cancel: CancelOffer | null;
}

export function waitingOrderOf(order: Order): WaitingOrder {
  const { job, offers } = order;
  const reached = offers.filter(wasReached);
  const declined = offers.filter((offer) => offer.state === 'declined').length;
  return {
    id: order._id,
    number: orderNumber(order._id),
    title: job.service.title,
    market: job.market,
    postcode: job.place.postcode,
    city: job.place.city,
    state: job.state,
    reason: reasonOf(order, reached.length, declined),
    startsAt: job.appointment.startsAt,
    timeZone: job.appointment.timeZone,
    createdAt: order.createdAt,
    round: order.round,
    asked: reached.length,
    declined,
    ...undeliveredOf(order),
    canReoffer: job.state === 'unplaced'
  };
}

/** As the lists have it. */
export function undeliveredOf({ undelivered }: Order): { undelivered?: string[] } {
  return undelivered ? { undelivered: undelivered.map(({ mail }) => mail) } : {};
}

function reasonOf({ job, offers }: Order, reached: number, declined: number): UnplacedReason {
  if (job.state === 'requested') return 'notSentYet';
  if (job.state === 'offered') return 'running';
  if (offers.length === 0) return 'nobodyFits';
  return reached > 0 && declined === reached ? 'allDeclined' : 'noAnswer';
}
