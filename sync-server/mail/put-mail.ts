// Puts a mail into the outbox under the id of its occasion. What must hold:
// 1. Each is written once; again does nothing.
// 2. One that was given up unsent because the order had gone on (a job that lapsed) is written
//    again when the order comes back to where it holds (R9, a late proof): else a customer never
//    learns who comes. Never one that was or may have been sent.
// 3. Whoever gives one up has looked at the order, and decides on the mail's `_rev`: a mail that
//    waits is therefore touched by who follows a change of the order, so that nobody gives it up by
//    what the order was before.
import { NEVER } from '#domain/order/order.ts';
import { createOnce } from '../store/create-once.ts';
import type { ComposedMail } from './compose-mail.ts';
import type { MailIntent } from './customer-mails.ts';
import { isLate, type MailDocument } from './mail-document.ts';
import type { MailOutboxDeps } from './mail-outbox-deps.ts';

/** Composed only where it is to be written: an order is followed for as long as it changes. */
export async function putMail(
  { store: { mails }, clock, mail }: Pick<MailOutboxDeps, 'store' | 'clock' | 'mail'>,
  intent: MailIntent,
  compose: (now: number) => ComposedMail
): Promise<void> {
  const now = clock.now();
  const write = (): MailDocument => ({
    _id: intent.id,
    type: 'mail',
    kind: intent.kind,
    order: intent.order,
    to: intent.to,
    ...compose(now),
    attachesInvoice: intent.kind === 'invoice',
    state: mail ? 'waiting' : 'kept',
    createdAt: now,
    notAfter: intent.notAfter,
    attempts: 0,
    openAttempts: 0,
    nextAttemptAt: mail ? now : NEVER,
    lastError: null,
    sentAt: null
  });
  const there = await mails.get<MailDocument>(intent.id);
  if (!there) {
    await createOnce<MailDocument>(mails, write());
  } else if (there.state === 'waiting' || there.state === 'expired') {
    await mails.update<MailDocument>(intent.id, (current) => {
      if (current?.state === 'waiting') return { ...current };
      return current && isGivenUpUnsent(current) && !isLate(intent, now) ? write() : undefined;
    });
  }
}

/** Without an address its time was over: address and text have gone for good (C3.1). */
function isGivenUpUnsent(mail: MailDocument): boolean {
  return mail.state === 'expired' && mail.to !== '' && mail.openAttempts === 0;
}
