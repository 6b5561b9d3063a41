// When the customer's contact data go, and what an order is without them.
// 1. They stay while somebody may still need them: until the order has ended, is billed and support holds nothing back.
// 2. `contactKeptMs` later they leave the order and, with it, every inbox: who the customer is, how to reach them, where they
//    live, what they wrote. Town and postcode stay.
// 3. What the law asks for stays: the invoice in the ledger, and at the server what was signed, to the byte.
import { TIME_POLICY } from '../policy/policy.ts';
import type { Job } from './job.ts';
import type { Order } from './order.ts';

/** ms of server time; null where they may not go yet, or are gone. */
export function contactEndsAt(job: Job): number | null {
  if (job.contactRemovedAt !== undefined) return null;
  if (job.billing.state === 'due' || job.billing.state === 'held') return null;
  const endedAt = endOf(job);
  return endedAt === null ? null : endedAt + TIME_POLICY.contactKeptMs;
}

function endOf({ state, appointment, completion, failure, cancellation }: Job): number | null {
  switch (state) {
    case 'completed':
      return completion?.at ?? null;
    case 'failed':
      return failure?.at ?? null;
    case 'cancelled':
      return cancellation?.at ?? null;
    case 'unplaced':
      return appointment.startsAt + appointment.durationMin * 60_000;
    default:
      return null;
  }
}

/** The job without a word about the customer; what was signed is as it was. */
export function withoutContact(job: Job): Job {
  const { postcode, city, country } = job.place;
  return {
    ...job,
    customer: { name: '', phone: '', email: '', company: '', locale: job.customer.locale },
    place: { street: '', houseNumber: '', hint: '', postcode, city, country, lat: 0, lon: 0 },
    problem: ''
  };
}

export function removeContact(order: Order, now: number): Order {
  const { job } = order;
  const entry = { at: now, by: 'clock', what: 'contact.remove', from: job.state, to: job.state };
  return {
    ...order,
    job: { ...withoutContact(job), contactRemovedAt: now },
    // A copy of the job, kept for a proof that could still come: none comes this late.
    lapsed: null,
    history: [...order.history, entry]
  };
}
