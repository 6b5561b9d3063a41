// When the customer's contact data go, and what an order is without them.
// 1. They stay while somebody may still need them: until the order has ended, is billed and support
//    holds nothing back: neither its bill nor anything signed at a visit that no bill of it covers
//    (signed-paper.ts). What is resolved is not held.
// 2. `contactKeptMs` later they leave the order and, with it, every inbox: who the customer is, how
//    to reach them, where they live, what account they pay from, and every word that was written
//    freely, by them or about them. Town and postcode stay.
// 3. What the law asks for stays: the invoice in the ledger, and at the server what was signed, to
//    the byte.
// 4. What is written after that is not kept either: an old visit may still be rated, in stars.
import { endsAt } from '../booking/visit-time.ts';
import { TIME_POLICY } from '../policy/policy.ts';
import type { Job } from './job.ts';
import { isPaperOpen, papersResolvedAt } from './signing/signed-paper.ts';
import type { Order, PaymentMethod } from './order.ts';

/** ms of server time; null where they may not go yet, or are gone. */
export function contactEndsAt(order: Order): number | null {
  const { job } = order;
  if (job.contactRemovedAt !== undefined) return null;
  if (job.billing.state === 'due' || isPaperOpen(order)) return null;
  const resolvedAt = papersResolvedAt(order);
  // A bill that is held for anything else is nobody's to resolve.
  if (job.billing.state === 'held' && resolvedAt === null) return null;
  const endedAt = job.state === 'held' ? resolvedAt : endOf(job);
  if (endedAt === null) return null;
  return Math.max(endedAt, resolvedAt ?? 0) + TIME_POLICY.contactKeptMs;
}

function endOf(job: Job): number | null {
  const { state, appointment, completion, failure, cancellation, settled } = job;
  if (settled) return settled.at;
  switch (state) {
    case 'completed':
      return completion?.at ?? null;
    case 'failed':
      return failure?.at ?? null;
    case 'cancelled':
      return cancellation?.at ?? null;
    case 'unplaced':
      return endsAt(appointment);
    default:
      return null;
  }
}

/**
 * The job without a word about the customer; what was signed is as it was, and so is when something
 * happened.
 */
export function withoutContact(job: Job): Job {
  const { postcode, city, country } = job.place;
  return {
    ...job,
    customer: { name: '', phone: '', email: '', company: '', locale: job.customer.locale },
    place: { street: '', houseNumber: '', hint: '', postcode, city, country, lat: 0, lon: 0 },
    problem: '',
    contacts: job.contacts.map((each) => ({ ...each, agreed: '' })),
    appointmentChanges: job.appointmentChanges.map((each) => ({ ...each, customerWish: '' })),
    // Nothing but their words.
    progress: [],
    notes: [],
    photos: job.photos.map((each) => ({ ...each, caption: '' })),
    failure: job.failure && { ...job.failure, note: '' },
    refusal: job.refusal && { ...job.refusal, reason: '' },
    cancellation: job.cancellation && { ...job.cancellation, reason: '' },
    rating: job.rating && { ...job.rating, words: '' },
    ...(job.settled ? { settled: { ...job.settled, reason: '' } } : {})
  };
}

/**
 * How it was paid, and no longer from where: what is still to be collected is collected by the
 * charge, which has its own.
 */
function withoutAccount(payment: PaymentMethod): PaymentMethod {
  switch (payment.kind) {
    case 'directDebit':
      return { kind: payment.kind, accountHolder: '', iban: '' };
    case 'card':
      return { kind: payment.kind, reference: '' };
    case 'invoice':
      return payment;
  }
}

/**
 * The order as it may be kept: once contact data were removed, no words that came later stay
 * either.
 */
export function asRemoved(order: Order): Order {
  return order.job.contactRemovedAt === undefined ? order : cleared(order);
}

function cleared(order: Order): Order {
  return {
    ...order,
    job: withoutContact(order.job),
    payment: withoutAccount(order.payment),
    assignments: order.assignments.map((each) => ({
      ...each,
      ended: each.ended && { ...each.ended, job: withoutContact(each.ended.job) }
    }))
  };
}
