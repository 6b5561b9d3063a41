// Which mails an order gives rise to as it stands now. Pure: following the orders again finds the
// same ids.
// 1. What no longer helps is not sent: no "on the way" once the helper has arrived, no confirmation
//    of a visit that is over.
// 2. An id names the occasion (acceptance, journey, change), so a second helper or a second journey
//    is a new mail, and a job that a late proof brings back (R9) is the same acceptance as before.
// 3. Whoever was told a time is told every other one (R7): that it is asked for, that it was moved,
//    that the visit is off.
// 4. Whoever was told that somebody is looked for, or comes, is told when that is so no longer: the
//    helper has given the job back, nobody has said yes so far, nobody will come.
import { waitingChange } from '#domain/order/life-cycle/guards.ts';
import { freeCancelUntil } from '#domain/order/limits.ts';
import type { AppointmentChange, Job } from '#domain/order/job.ts';
import { hasExpired } from '#domain/order/expired-order.ts';
import { BEFORE_TRAVEL_STATES, UNASSIGNED_STATES } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { DAY_MS, TIME_POLICY, type Locale } from '#domain/policy/policy.ts';
import type { MailKind } from '../texts/mail-kinds.ts';

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
  if (UNASSIGNED_STATES.includes(job.state)) {
    const last = order.assignments.at(-1);
    // One that the clock took may come back with a late proof (R9): of that the page tells.
    if (last?.ended?.why === 'givenBack') {
      mails.push(mail('helperLost', `:${last.acceptedAt}:${last.provider}`, startsAt));
    }
  }
  if (job.state === 'unplaced') {
    // Somebody who was found and lost in between makes it news again; another round does not.
    mails.push(mail('unplaced', `:${order.assignments.length}`, startsAt));
    if (hasExpired(order)) mails.push(mail('expired', '', startsAt + DAY_MS));
  }
  if (BEFORE_TRAVEL_STATES.includes(job.state) && job.provider) {
    const { id } = job.provider;
    const occasion = `:${job.acceptedAt}:${id}`;
    if (!moved) mails.push(mail('helperFound', occasion, startsAt));
    if (cameBack(order)) mails.push(mail('helperBack', occasion, startsAt));
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

/** A late proof brought the helper back after the customer was told that nobody was found. */
function cameBack({ history }: Order): boolean {
  const back = history.findLastIndex(({ what }) => what === 'assignment.reopen');
  const lost = history.findLastIndex(({ what }, at) => at < back && isLapse(what));
  return lost >= 0 && history.slice(lost, back).some(({ to }) => to === 'unplaced');
}

const isLapse = (what: string) => what === 'contact.lapse' || what === 'confirm.lapse';

/** What brought the appointment to where it is; undefined where it is as booked. */
export function lastMove({ appointmentChanges }: Job): AppointmentChange | undefined {
  return appointmentChanges.findLast(({ state }) => state === 'agreed');
}

/** Until when the customer may cancel free of charge (R27), as long as that is still to come. */
export function freeCancelNote(order: Order, now: number): number | null {
  const until = freeCancelUntil(order.job);
  return until > now ? until : null;
}
