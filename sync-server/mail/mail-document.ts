import type { MailState } from '#domain/order/views/mail-view.ts';
import type { ComposedMail } from './compose-mail.ts';
import type { MailIntent } from './customer-mails.ts';
import type { PersonalMailKind } from '../texts/personal-mail-kinds.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Mails database: `mail:<orderId>:<occasion>`, `mail:person:<occasion>:<kind>`. */
export interface MailDocument extends StoredDocument, ComposedMail {
  type: 'mail';
  kind: MailIntent['kind'] | PersonalMailKind;
  /** Empty: about somebody's account or application. */
  order: string;
  to: string;
  /** Rendered when it is sent; the same bytes every time. */
  attachesInvoice: boolean;
  /** Its link opens an account: nobody but its reader sees it. */
  isPrivate?: boolean;
  state: MailState;
  createdAt: number;
  notAfter: number | null;
  attempts: number;
  /** Begun, and the end is not written: unless 0, the mail may be out. */
  openAttempts: number;
  /** NEVER where nothing is to be sent. Indexed. */
  nextAttemptAt: number;
  lastError: string | null;
  sentAt: number | null;
}

export const MAILS_BY_AGE = { name: 'mails-recent', fields: ['type', 'createdAt'] };

export function isLate({ notAfter }: Pick<MailIntent, 'notAfter'>, now: number): boolean {
  return notAfter !== null && notAfter < now;
}
