// Mails are in the store before they are sent, under an id that names the occasion: each is written
// once, and sent once as far as SMTP allows. Only where a process dies between the mail server's
// "yes" and the store's can one go out twice; it then carries the same Message-ID. One that cannot
// be delivered is a case and marks its order, before it says so itself (undelivered.ts).
import type { Invoice } from '#domain/billing/invoice.ts';
import { NEVER } from '#domain/order/order.ts';
import { invoiceFileName, invoiceForOrder } from '../billing/invoice-for-order.ts';
import type { MailMessage } from '../notify/mail.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { customerMails } from './customer-mails.ts';
import { isLate, type MailDocument } from './mail-document.ts';
import type { MailOutboxDeps } from './mail-outbox-deps.ts';
import { markDelivered, markUndelivered } from './undelivered.ts';
import { errorText } from '../error-text.ts';
import { unlessAborted } from '../concurrency/unless-aborted.ts';

const MINUTE = 60_000;
const PAUSES_MS = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE);
/** As long as one process is taken to be sending it, others leave it alone. */
const CLAIM_MS = 2 * MINUTE;
const WAITING = { name: 'mails-waiting', fields: ['type', 'nextAttemptAt'] };

/** Sends what is due and waits for it; how many went out. */
export async function sendDueMails(deps: MailOutboxDeps): Promise<number> {
  let sent = 0;
  for (const ids of (await dueByOrder(deps)).values()) sent += await sendInTurn(deps, ids);
  return sent;
}

/** Ids of what is due, by order; what is of none, one by one. */
export async function dueByOrder({ store, clock }: MailOutboxDeps): Promise<Map<string, string[]>> {
  const due = new Map<string, string[]>();
  for await (const { _id, order } of store.mails.findAll<MailDocument>({
    selector: { type: 'mail', nextAttemptAt: { $lte: clock.now() } },
    index: WAITING,
    fields: ['_id', 'order']
  })) {
    const turn = order || _id;
    due.set(turn, [...(due.get(turn) ?? []), _id]);
  }
  return due;
}

/** One after the other; how many went out. */
export async function sendInTurn(deps: MailOutboxDeps, ids: readonly string[]): Promise<number> {
  let sent = 0;
  for (const id of ids) {
    if (!deps.givenUp?.aborted && (await sendOne(deps, id))) sent += 1;
  }
  return sent;
}

async function sendOne(deps: MailOutboxDeps, id: string): Promise<boolean> {
  const { mail, clock } = deps;
  const claimed = mail && (await claim(deps, id));
  if (!claimed) return false;
  try {
    await unlessAborted(mail.send(await messageOf(deps, claimed), deps.givenUp), deps.givenUp);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    // It may be out. As after a crash it is sent again, with the same Message-ID.
    if (deps.givenUp?.aborted) return false;
    await notSent(deps, claimed, error);
    return false;
  }
  const sentAt = clock.now();
  const end = { state: 'sent', nextAttemptAt: NEVER, lastError: null, sentAt } as const;
  const read = claimed.isPrivate ? { text: '', html: '' } : {};
  await noteEnd(deps, id, { ...end, ...read });
  await markDelivered(deps, claimed, sentAt);
  return true;
}

/** The mail, where this process is to send it now. */
async function claim(deps: MailOutboxDeps, id: string): Promise<MailDocument | undefined> {
  const { store, clock } = deps;
  const now = clock.now();
  const { doc, written } = await store.mails.update<MailDocument>(id, async (current) => {
    if (current?.state !== 'waiting' || current.nextAttemptAt > now) return undefined;
    // Asked again whenever somebody was faster: the order may be back where the mail holds.
    if (isLate(current, now) || (await isOutdated(deps, current))) {
      return { ...current, state: 'expired', nextAttemptAt: NEVER };
    }
    return {
      ...current,
      attempts: current.attempts + 1,
      openAttempts: current.openAttempts + 1,
      nextAttemptAt: now + CLAIM_MS
    };
  });
  return written && doc?.state === 'waiting' ? doc : undefined;
}

async function notSent(deps: MailOutboxDeps, mail: MailDocument, error: unknown): Promise<void> {
  const { _id, attempts } = mail;
  const pause = isFinal(error) ? undefined : PAUSES_MS[attempts - 1];
  const reason = errorText(error);
  const facts = { reason, mail: _id };
  if (pause === undefined) {
    deps.log.error(facts, 'the mail server of SMTP_URL refuses a mail; support has a case');
    await markUndelivered(deps, mail, reason);
  } else {
    deps.log.warn(facts, 'the mail server of SMTP_URL did not take a mail; it is sent again later');
  }
  const { isSent } = await noteEnd(deps, _id, {
    state: pause === undefined ? 'failed' : 'waiting',
    nextAttemptAt: pause === undefined ? NEVER : deps.clock.now() + pause,
    lastError: reason
  });
  // Another attempt got through meanwhile.
  if (pause === undefined && isSent) await markDelivered(deps, mail, deps.clock.now());
}

/**
 * Whether the order has gone on since the mail was written: what waited for the mail server must
 * not come after what has changed since, a time asked for after the customer's answer or an earlier
 * time after a later one.
 */
async function isOutdated({ store }: MailOutboxDeps, { _id, order: id }: MailDocument) {
  const order = id ? await store.orders.get(id) : undefined;
  if (!order) return false;
  return !customerMails(order).some(({ id: wanted }) => wanted === _id);
}

/** The mail server's answer may come after others have given the mail up: sent is sent. */
async function noteEnd({ store }: MailOutboxDeps, id: string, fields: Partial<MailDocument>) {
  const { doc } = await store.mails.update<MailDocument>(id, (current) => {
    const isLateYes = current?.state === 'failed' && fields.state === 'sent';
    if (!current || (current.state !== 'waiting' && !isLateYes)) return undefined;
    return { ...current, openAttempts: current.openAttempts - 1, ...fields };
  });
  return { isSent: doc?.state === 'sent' };
}

async function messageOf(deps: MailOutboxDeps, document: MailDocument): Promise<MailMessage> {
  const { _id, to, subject, text, html } = document;
  const invoice = document.attachesInvoice ? await needInvoice(deps, document.order) : null;
  const content = invoice && (await deps.invoiceContent(invoice));
  return {
    to,
    subject,
    text,
    html,
    messageId: `<${encodeURIComponent(_id)}@${deps.host}>`,
    attachments:
      invoice && content
        ? [{ filename: invoiceFileName(invoice), contentType: 'application/pdf', content }]
        : []
  };
}

async function needInvoice(deps: MailOutboxDeps, order: string): Promise<Invoice> {
  const invoice = await invoiceForOrder(deps.store, order);
  if (!invoice) throw new Error(`there is no invoice of ${order} yet`);
  return invoice;
}

/**
 * The mail server has said no to this mail for good (5xx), or there is nobody to send it to: sending
 * it again would be refused again. That it does not let us in (a wrong password) is no word about
 * the mail.
 */
function isFinal(error: unknown): boolean {
  const said = error as { code?: string; responseCode?: number; command?: string };
  const { code, responseCode = 0, command = '' } = said;
  if (code === 'EAUTH' || /^(?:CONN|EHLO|HELO|STARTTLS|AUTH)/.test(command)) return false;
  return responseCode >= 500 || (code === 'EENVELOPE' && responseCode === 0);
}
