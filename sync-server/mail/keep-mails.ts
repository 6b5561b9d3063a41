import type { Order } from '#domain/order/order.ts';
import { caseId } from '../cases/case-id.ts';
import { tryOrOpenCase } from '../cases/try-or-open-case.ts';
import { inTime } from '../concurrency/in-time.ts';
import { repeat } from '../concurrency/repeat.ts';
import { WakeUp } from '../concurrency/wake-up.ts';
import type { Background, Deps } from '../deps.ts';
import { followChanges } from '../store/follow-changes.ts';
import { clearOldMails } from './clear-old-mails.ts';
import { composeMail, type MailSender } from './compose-mail.ts';
import { customerMails } from './customer-mails.ts';
import type { MailOutboxDeps } from './mail-outbox-deps.ts';
import { newMailSending, type MailSending } from './mail-sending.ts';
import { MAILS_WAIT } from './personal-mail.ts';
import { putMail } from './put-mail.ts';

const CHECKPOINT = 'mails';
const LOOK_EVERY_MS = 15_000;
/** What is under way when the server closes has this long to come to an end. */
const LAST_WORDS_MS = 2_000;

/** Puts every mail of an order into the outbox; again does nothing. */
export async function putMailsOf(
  deps: MailOutboxDeps,
  order: Order,
  sender: MailSender
): Promise<void> {
  for (const intent of customerMails(order)) {
    await putMail(deps, intent, (now) => composeMail(intent, order, { ...sender, now }));
  }
}

/**
 * Follows the orders from a stored checkpoint and sends what is due, until the server closes; an
 * outage is waited out.
 */
export const keepMails: Background = async (deps) => {
  const { config, closing } = deps;
  const giveUp = new AbortController();
  const outbox: MailOutboxDeps = {
    ...deps,
    mail: config.smtpUrl ? deps.mail : null,
    changeOrder: (order, decide) => deps.orderWork.writer.change(order, decide),
    // It may wait as long as it takes: nobody looks at a screen for it.
    invoiceContent: (invoice) => deps.invoiceFiles.contentOf(invoice, true),
    host: new URL(config.publicUrl).hostname,
    givenUp: giveUp.signal
  };
  const mails = newMailSending(outbox, () => void sending.wake('all'));
  const sending = new WakeUp<'all'>(async () => {
    if (!closing.aborted) await sendAndClear(outbox, mails);
  });
  const leave = deps.events.subscribe(MAILS_WAIT, () => void sending.wake('all'));
  await Promise.all([
    followOrders(deps, outbox, () => void sending.wake('all')),
    repeat(() => sending.wake('all'), { everyMs: LOOK_EVERY_MS, signal: closing })
  ]);
  leave();
  await sending.idle();
  await inTime(mails.idle(), LAST_WORDS_MS, giveUp.signal);
  giveUp.abort();
  await mails.idle();
};

/** What is old goes last: it had its chance to be sent. */
async function sendAndClear(outbox: MailOutboxDeps, mails: MailSending): Promise<void> {
  try {
    await mails.begin();
    await clearOldMails(outbox);
  } catch (error) {
    outbox.log.warn({ err: error }, 'sending mails waits for the store');
  }
}

function followOrders(deps: Deps, outbox: MailOutboxDeps, onMails: () => void): Promise<void> {
  const { store, config, business, mailTexts, log, closing } = deps;
  const { publicUrl } = config;
  return followChanges<Order>(store.orders, {
    since: '0',
    checkpoint: CHECKPOINT,
    signal: closing,
    async onBatch(changes) {
      const operator = await business.current();
      const sender = { publicUrl, operator, textIn: await mailTexts.current() };
      for (const { doc } of changes) {
        if (doc?.type !== 'order') continue;
        const about = {
          _id: caseId({ mailsOf: doc._id, generation: doc.generation }),
          order: doc._id,
          provider: null
        };
        await tryOrOpenCase(deps, about, () => putMailsOf(outbox, doc, sender));
      }
      onMails();
    },
    onError: (error) => log.warn({ err: error }, 'mails wait for the store')
  });
}
