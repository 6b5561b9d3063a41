// Which mails an order gives rise to as it stands now. Pure: following the orders again finds the same ids.
// 1. What no longer helps is not sent: no "on the way" once the helper has arrived, no confirmation of a visit that is over.
// 2. An id names the occasion (round, journey), so a second helper or a second journey is a new mail.
import { freeCancelUntil } from '#domain/order/limits.ts';
import type { JobState } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import type { Locale } from '#domain/catalog/service-package.ts';

export const MAIL_KINDS = ['booked', 'helperFound', 'onTheWay', 'invoice'] as const;
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

const BEFORE_TRAVEL: readonly JobState[] = [
  'requested',
  'offered',
  'unplaced',
  'accepted',
  'contacted',
  'confirmed'
];
const HAS_HELPER: readonly JobState[] = ['accepted', 'contacted', 'confirmed'];
const LATE_MS = 30 * 60_000;

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
  if (BEFORE_TRAVEL.includes(job.state)) mails.push(mail('booked', '', startsAt));
  if (HAS_HELPER.includes(job.state) && job.provider) {
    mails.push(mail('helperFound', `:${order.round}:${job.provider.id}`, startsAt));
  }
  if (job.state === 'travelling' && job.travel) {
    const { startedAt, etaAt } = job.travel;
    mails.push(mail('onTheWay', `:${startedAt}`, etaAt + LATE_MS));
  }
  if (job.billing.state === 'billed' && job.billing.invoiceNumber !== null) {
    mails.push(mail('invoice', '', null));
  }
  return mails;
}

/** Until when the customer may cancel free of charge (R27), as long as that is still to come. */
export function freeCancelNote(order: Order, now: number): number | null {
  const until = freeCancelUntil(order.job);
  return until > now ? until : null;
}
