// What support sees of the mails to customers: shared by the server that answers and the page that
// reads it.

export const MAIL_STATES = ['waiting', 'sent', 'kept', 'failed', 'expired'] as const;
/**
 * kept: there is no mail server, it can be read here · failed: it cannot be delivered · expired: too
 * late to help, or the order has gone on.
 */
export type MailState = (typeof MAIL_STATES)[number];

/** One line of the list. */
export interface MailRow {
  id: string;
  kind: string;
  /** Empty, as its number: about an account or an application. */
  order: string;
  orderNumber: string;
  /** Empty, as the text, once its time is over (C3.1). */
  to: string;
  subject: string;
  state: MailState;
  createdAt: number;
}

export interface MailText extends MailRow {
  text: string;
  /** Its link opens an account: the text is for its reader alone. */
  isPrivate?: boolean;
  attachesInvoice: boolean;
  sentAt: number | null;
  attempts: number;
  lastError: string | null;
}

export interface MailPage {
  mails: MailText[];
  /** From 0. */
  page: number;
  isMore: boolean;
}
