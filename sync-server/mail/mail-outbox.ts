// Mails are in the store before they are sent, under an id that names the occasion: each is written once, and sent once as
// far as SMTP allows. Only where a process dies between the mail server's "yes" and the store's can one go out twice; it then
// carries the same Message-ID.
import type { FastifyBaseLogger } from 'fastify';
import type { Invoice } from '#domain/billing/invoice.ts';
import { NEVER } from '#domain/order/order.ts';
import { invoiceFile, invoiceForOrder } from '../billing/invoice-for-order.ts';
import type { MailMessage } from '../notify/mail.ts';
import type { StoredDocument } from '../store/database.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import type { ComposedMail } from './compose-mail.ts';
import { customerMails, type MailIntent } from './customer-mails.ts';
import { isLate, openAttempts } from './put-mail.ts';
import type { Clock } from '../clock.ts';

/** Mails database: `mail:<orderId>:<occasion>`. */
export interface MailDocument extends StoredDocument, ComposedMail {
  type: 'mail';
  kind: MailIntent['kind'];
  order: string;
  to: string;
  /** Rendered when it is sent; the same bytes every time. */
  attachesInvoice: boolean;
  /** kept: there is no mail server, it can be read here · expired: too late to help, or the order has gone on. */
  state: 'waiting' | 'sent' | 'kept' | 'failed' | 'expired';
  createdAt: number;
  notAfter: number | null;
  attempts: number;
  /** Begun, and the end is not written: unless 0, the mail may be out. Not there in what earlier versions wrote. */
  openAttempts?: number;
  /** NEVER where nothing is to be sent. Indexed. */
  nextAttemptAt: number;
  lastError: string | null;
  sentAt: number | null;
}

export interface MailOutboxDeps {
  store: Pick<Store, 'mails' | 'ledger' | 'orders'>;
  clock: Clock;
  /** Null without a mail server: mails are kept to be read. */
  mail: { send(message: MailMessage): Promise<void> } | null;
  /** Right side of the Message-ID. */
  host: string;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
}

const MINUTE = 60_000;
const PAUSES_MS = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE);
/** As long as one process is taken to be sending it, others leave it alone. */
const CLAIM_MS = 2 * MINUTE;
const WAITING = { name: 'mails-waiting', fields: ['type', 'nextAttemptAt'] };
export const MAILS_BY_AGE = { name: 'mails-recent', fields: ['type', 'createdAt'] };

/** Sends what is due; how many went out. */
export async function sendDueMails(deps: MailOutboxDeps): Promise<number> {
  let sent = 0;
  for await (const { _id } of deps.store.mails.findAll<MailDocument>({
    selector: { type: 'mail', nextAttemptAt: { $lte: deps.clock.now() } },
    index: WAITING,
    fields: ['_id']
  })) {
    if (await sendOne(deps, _id)) sent += 1;
  }
  return sent;
}

/** The newest first; what a demo shows instead of a mailbox. */
export function listMails(
  { mails }: Pick<Store, 'mails'>,
  limit = 100
): Promise<(MailDocument & { _rev: string })[]> {
  return mails.find<MailDocument>({
    selector: { type: 'mail', createdAt: { $gte: 0 } },
    index: MAILS_BY_AGE,
    sort: [{ type: 'desc' }, { createdAt: 'desc' }],
    limit
  });
}

async function sendOne(deps: MailOutboxDeps, id: string): Promise<boolean> {
  const { store, clock, mail, log } = deps;
  if (!mail) return false;
  const now = clock.now();
  const claimed = await store.mails.update<MailDocument>(id, async (current) => {
    if (current?.state !== 'waiting' || current.nextAttemptAt > now) return undefined;
    // Asked anew whenever somebody was faster: the order may have come back to where the mail holds.
    if (isLate(current, now) || (await isOutdated(deps, current))) {
      return { ...current, state: 'expired', nextAttemptAt: NEVER };
    }
    return {
      ...current,
      attempts: current.attempts + 1,
      openAttempts: openAttempts(current) + 1,
      nextAttemptAt: now + CLAIM_MS
    };
  });
  if (!claimed.written || claimed.doc?.state !== 'waiting') return false;
  const { attempts } = claimed.doc;
  try {
    await mail.send(await messageOf(deps, claimed.doc));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    const pause = isFinal(error) ? undefined : PAUSES_MS[attempts - 1];
    const facts = { reason: error instanceof Error ? error.message : String(error), mail: id };
    if (pause === undefined) {
      log.error(
        facts,
        'the mail server of SMTP_URL refuses a mail; support can read it in the list'
      );
    } else {
      log.warn(facts, 'the mail server of SMTP_URL did not take a mail; it is sent again later');
    }
    await settle(deps, id, {
      state: pause === undefined ? 'failed' : 'waiting',
      nextAttemptAt: pause === undefined ? NEVER : clock.now() + pause,
      lastError: error instanceof Error ? error.message : String(error)
    });
    return false;
  }
  await settle(deps, id, {
    state: 'sent',
    nextAttemptAt: NEVER,
    lastError: null,
    sentAt: clock.now()
  });
  return true;
}

/**
 * Whether the order has gone on since the mail was written: what waited for the mail server must not come after what has
 * changed since, a time asked for after the customer's answer or an earlier time after a later one.
 */
async function isOutdated({ store }: MailOutboxDeps, { _id, order: id }: MailDocument) {
  const order = await store.orders.get(id);
  if (!order) return false;
  return !customerMails(order).some((each) => each.id === _id || each.formerIds.includes(_id));
}

async function settle(
  { store }: MailOutboxDeps,
  id: string,
  fields: Partial<MailDocument>
): Promise<void> {
  await store.mails.update<MailDocument>(id, (current) =>
    current?.state === 'waiting'
      ? { ...current, openAttempts: openAttempts(current) - 1, ...fields }
      : undefined
  );
}

async function messageOf(deps: MailOutboxDeps, document: MailDocument): Promise<MailMessage> {
  const { _id, to, subject, text, html } = document;
  const invoice = document.attachesInvoice ? await needInvoice(deps, document.order) : null;
  const file = invoice && (await invoiceFile(invoice));
  return {
    to,
    subject,
    text,
    html,
    messageId: `<${encodeURIComponent(_id)}@${deps.host}>`,
    attachments: file
      ? [{ filename: file.name, contentType: 'application/pdf', content: file.content }]
      : []
  };
}

async function needInvoice(deps: MailOutboxDeps, order: string): Promise<Invoice> {
  const invoice = await invoiceForOrder(deps.store, order);
  if (!invoice) throw new Error(`there is no invoice of ${order} yet`);
  return invoice;
}

/** The mail server has said no for good (5xx): sending it again would be refused again. */
function isFinal(error: unknown): boolean {
  return ((error as { responseCode?: number }).responseCode ?? 0) >= 500;
}
