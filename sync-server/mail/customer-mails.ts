// Which mails an order gives rise to as it stands now. Pure: following the orders again finds the
// same ids.
// 1. What no longer helps is not sent: no "on the way" once the helper has arrived, no confirmation
//    of a visit that is over.
// 2. An id names the occasion (acceptance, journey, change), so a second helper or a second journey
//    is a new mail, and a job that a late proof brings back (R9) is the same acceptance as before.
// 3. Whoever was told a time is told every other one (R7): that it is asked for, that it was moved,
//    that the visit is off.
import { waitingChange } from '#domain/order/life-cycle/guards.ts';
import { freeCancelUntil } from '#domain/order/limits.ts';
import type { AppointmentChange, Job } from '#domain/order/job.ts';
import { BEFORE_TRAVEL_STATES, UNASSIGNED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { DAY_MS, TIME_POLICY, type Locale } from '#domain/policy/policy.ts';

export const MAIL_KINDS = [
  'booked',
  'helperFound',
  'appointmentAsked',
  'appointmentMoved',
  'onTheWay',
  'cancelled',
  'invoice'
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface MailIntent {
  id: string;
  kind: MailKind;
  order: string;
  to: string;
  locale: Locale;
  /** ms of server time; a mail that could not be sent until then is not sent at all. */
  notAfter: number | null;
}

/** Nobody has set off yet. */
const BEFORE_TRAVEL = [...UNASSIGNED_STATES, ...BEFORE_TRAVEL_STATES];

export function customerMails(order: Order): MailIntent[] {
  const { job } = order;
  const { email, locale } = job.customer;
  if (!email) return [];
  const mail = (kind: MailKind, occasion: string, notAfter: number | null): MailIntent => ({
    id: `mail:${order._id}:${kind}${occasion}`,
    kind,
    order: order._id,
    to: email,
    locale,
    notAfter
  });
  const { startsAt } = job.appointment;
  const mails: MailIntent[] = [];
  const moved = lastMove(job);
  // What names the earlier time no longer helps: the mail about the move names helper, place and
  // time.
  if (BEFORE_TRAVEL.includes(job.state) && !moved) mails.push(mail('booked', '', startsAt));
  if (BEFORE_TRAVEL_STATES.includes(job.state) && job.provider) {
    const { id } = job.provider;
    if (!moved) mails.push(mail('helperFound', `:${job.acceptedAt}:${id}`, startsAt));
    const asked = waitingChange(job);
    if (asked) mails.push(mail('appointmentAsked', `:${asked.action}`, asked.startsAt));
    if (moved) mails.push(mail('appointmentMoved', `:${moved.action}`, startsAt));
  }
  if (job.state === 'travelling' && job.travel) {
    const { startedAt, etaAt } = job.travel;
    mails.push(mail('onTheWay', `:${startedAt}`, etaAt + TIME_POLICY.onTheWayToldMs));
  }
  if (job.state === 'cancelled' && job.cancellation) {
    // Told the day after, it still spares somebody waiting at the door the call to support.
    mails.push(mail('cancelled', '', Math.max(startsAt, job.cancellation.at + DAY_MS)));
  }
  if (job.billing.state === 'billed' && job.billing.invoiceNumber !== null) {
    mails.push(mail('invoice', '', null));
  }
  return mails;
}

/** What brought the appointment to where it is; undefined where it is as booked. */
export function lastMove({ appointmentChanges }: Job): AppointmentChange | undefined {
  return appointmentChanges.findLast(({ state }) => state === 'agreed');
}

/** Until when the customer may cancel free of charge (R27), as long as that is still to come. */
export function freeCancelNote(order: Order, now: number): number | null {
  const until = freeCancelUntil(order.job);
  return until > now ? until : null;
}
