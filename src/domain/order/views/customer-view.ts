// What the customer's page may know of an order (R11, R15, R16, R27), as one pure function of the
// order document.
// 1. Nothing internal: no offers, scores, history, notes, commission; of the provider a first name,
//    role and stars.
// 2. What the customer may do is asked of the rules themselves, so a button is there exactly when
//    the server would take it.
// 3. Contact data of the customer are not repeated: whoever has the link must not learn more than
//    they need.
import { billOf } from '../../billing/bill.ts';
import { cancelFeeMinor, cancelTiers, type CancelTier } from '../../billing/cancellation.ts';
import type { CatalogLookup, LocalText, Locale } from '../../catalog/service-package.ts';
import { applyToJob } from '../life-cycle/apply-to-job.ts';
import type { CommandBody } from '../life-cycle/command.ts';
import { waitingChange } from '../life-cycle/guards.ts';
import type { Job, ProviderRole } from '../job.ts';
import { freeCancelUntil, paymentTermDays } from '../limits.ts';
import type { Order } from '../order.ts';
import type { Currency, Market } from '../../policy/policy.ts';
import { priceLines, priceTotals, type PriceLine, type VatTotal } from '../../price/price.ts';
import { journeyOf, phaseOf, type JourneyStep, type Phase } from './journey.ts';
import { checkCode } from '../signing/check-code.ts';
import { orderNumber } from '../order-number.ts';

export interface CustomerView {
  /** Rises with every change of the order: a late answer never overwrites a newer one. */
  generation: number;
  /** Server time (ms) at which this was true. */
  at: number;
  number: string;
  phase: Phase;
  market: Market;
  locale: Locale;
  service: { title: LocalText; durationMin: number };
  appointment: Job['appointment'];
  /** `canAgree`: false once the suggested time has come. */
  appointmentChange: {
    from: number;
    startsAt: number;
    wish: string;
    askedAt: number;
    canAgree: boolean;
  } | null;
  place: { street: string; houseNumber: string; postcode: string; city: string };
  provider: {
    firstName: string;
    role: ProviderRole;
    stars: { mean: number; count: number } | null;
  } | null;
  etaAt: number | null;
  journey: JourneyStep[];
  /** R12: what the provider wrote for the customer during the work, oldest first. */
  progress: { at: number; text: string }[];
  price: {
    currency: Currency;
    lines: Pick<PriceLine, 'kind' | 'title' | 'quantity' | 'amountMinor'>[];
    totalMinor: number;
    /**
     * False until signed, failed or cancelled: more work needs the customer's own consent (R13).
     */
    isFinal: boolean;
    /**
     * Support looks at it, and nothing is charged before that: what the lines say may still change
     * (R15).
     */
    isHeld: boolean;
  };
  payment: Order['payment']['kind'];
  paymentTermDays: number;
  /** `tiers`: what cancelling costs from when on (R27); none as long as nobody has the job. */
  cancel: {
    isPossible: boolean;
    isFreeUntil: number | null;
    /** R27.15: as `isFreeUntil` will be where somebody accepts long before; ms of server time. */
    willBeFreeUntil: number;
    feeMinor: number;
    tiers: CancelTier[];
  };
  cancellation: { at: number; by: 'customer' | 'support'; feeMinor: number } | null;
  failure: { at: number } | null;
  signed: SignedView | null;
  /** There is a PDF to fetch. */
  invoice: { number: string } | null;
  /** A mail of ours did not reach them; not there as long as all did. */
  isMailUndelivered?: true;
  rating: { stars: number; words: string; at: number } | null;
  canRate: boolean;
}

export interface SignedView {
  at: number;
  by: string;
  lines: { title: string; quantity: number; amountMinor: number; vatBps: number }[];
  vat: VatTotal[];
  totalMinor: number;
  hash: string;
  /** As on the helper's device, for comparing. */
  code: string;
}

const NO_CATALOG: CatalogLookup = { packageAt: () => undefined, productAt: () => undefined };

/** @param stars the provider's mean and count, null where unknown or too few to say */
export function customerViewOf(
  order: Order,
  now: number,
  stars: { mean: number; count: number } | null
): CustomerView {
  const { job } = order;
  const lines = linesOf(job);
  const isHeld = job.billing.state === 'held';
  const hasEnded = [job.completion, job.failure, job.cancellation, job.settled].some(Boolean);
  const change = waitingChange(job);
  const { street, houseNumber, postcode, city } = job.place;
  return {
    generation: order.generation,
    at: now,
    number: orderNumber(order._id),
    phase: phaseOf(job, now),
    market: job.market,
    locale: job.customer.locale,
    service: { title: job.service.title, durationMin: job.service.durationMin },
    appointment: job.appointment,
    appointmentChange: change
      ? {
          from: change.from,
          startsAt: change.startsAt,
          wish: change.customerWish,
          askedAt: change.at,
          canAgree: customerMay(job, 'appointment.agree', {}, now)
        }
      : null,
    place: { street, houseNumber, postcode, city },
    provider: job.provider && {
      firstName: job.provider.name.trim().split(/\s+/)[0] ?? '',
      role: job.provider.role,
      stars
    },
    etaAt: job.state === 'travelling' ? (job.travel?.etaAt ?? null) : null,
    journey: journeyOf(order, now),
    progress: job.progress.map(({ at, text }) => ({ at, text })),
    price: {
      currency: job.terms.currency,
      lines: lines.map(({ kind, title, quantity, amountMinor }) => ({
        kind,
        title,
        quantity,
        amountMinor
      })),
      totalMinor: priceTotals(lines).totalMinor,
      isFinal: hasEnded && !isHeld,
      isHeld
    },
    payment: order.payment.kind,
    paymentTermDays: paymentTermDays(job),
    cancel: {
      isPossible: customerMay(job, 'order.cancel', { reason: '' }, now),
      isFreeUntil: job.provider ? freeCancelUntil(job) : null,
      willBeFreeUntil: freeCancelUntil({ ...job, acceptedAt: null, appointmentChanges: [] }),
      feeMinor: cancelFeeMinor(job, now),
      tiers: job.provider ? cancelTiers(job) : []
    },
    cancellation: job.cancellation && {
      at: job.cancellation.at,
      by: job.cancellation.by,
      feeMinor: job.state === 'cancelled' ? priceTotals(lines).totalMinor : 0
    },
    failure: job.failure && { at: job.failure.at },
    signed: signedView(job),
    invoice: job.billing.invoiceNumber === null ? null : { number: job.billing.invoiceNumber },
    ...(order.undelivered ? { isMailUndelivered: true } : {}),
    rating: job.rating,
    canRate: customerMay(job, 'rating.give', { stars: 5, words: '' }, now)
  };
}

/**
 * What the customer pays as things stand: of a failed or cancelled visit its fee at most (R26,
 * R27).
 */
function linesOf(job: Job): PriceLine[] {
  if (job.state !== 'failed' && job.state !== 'cancelled') return priceLines(job);
  const bill = billOf(job);
  return bill?.payer === 'customer' ? bill.lines : [];
}

export function signedView(job: Pick<Job, 'completion'>): SignedView | null {
  if (!job.completion) return null;
  const { at, statement, statementHash } = job.completion;
  return {
    at,
    by: statement.signer.name,
    lines: statement.lines.map(({ title, quantity, amountMinor, vatBps }) => ({
      title,
      quantity,
      amountMinor,
      vatBps
    })),
    vat: statement.vat,
    totalMinor: statement.totalMinor,
    hash: statementHash,
    code: checkCode(statementHash)
  };
}

function customerMay<K extends 'order.cancel' | 'appointment.agree' | 'rating.give'>(
  job: Job,
  kind: K,
  body: CommandBody<K>,
  at: number
): boolean {
  const command = { id: '', kind, body, actor: { type: 'customer' }, at } as const;
  return applyToJob(job, command, { catalog: NO_CATALOG }).outcome === 'applied';
}
