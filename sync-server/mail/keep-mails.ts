import { setTimeout as wait } from 'node:timers/promises';
import type { Order } from '#domain/order/order.ts';
import { tryOrOpenCase } from '../authority/try-or-open-case.ts';
import type { Background } from '../deps.ts';
import { followChanges } from '../store/follow-changes.ts';
import { clearOldMails } from './clear-old-mails.ts';
import { composeMail, type MailSender } from './compose-mail.ts';
import { customerMails } from './customer-mails.ts';
import { sendDueMails, type MailOutboxDeps } from './mail-outbox.ts';
import { putMail } from './put-mail.ts';

const CHECKPOINT = 'mails';
const LOOK_EVERY_MS = 15_000;

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

/** Follows the orders from a stored checkpoint and sends what is due, until the server closes; an outage is waited out. */
export const keepMails: Background = async ({ store, clock, config, mail, log, closing }) => {
  const { publicUrl, operator } = config;
  const outbox: MailOutboxDeps = {
    store,
    clock,
    mail: config.smtpUrl ? mail : null,
    host: new URL(publicUrl).hostname,
    log
  };
  let sending = Promise.resolve();
  /** One round at a time; the next one sees what came in meanwhile. What is old goes last: it had its chance to be sent. */
  const send = () => {
    sending = sending.then(async () => {
      try {
        await sendDueMails(outbox);
        await clearOldMails(outbox);
      } catch (error) {
        log.warn({ err: error }, 'sending mails waits for the store');
      }
    });
    return sending;
  };

  const following = followChanges<Order>(store.orders, {
    since: '0',
    checkpoint: CHECKPOINT,
    signal: closing,
    async onBatch(changes) {
      for (const { doc } of changes) {
        if (doc?.type !== 'order') continue;
        const about = {
          _id: `case:mails:${doc._id}:${doc.generation}`,
          order: doc._id,
          provider: null
        };
        await tryOrOpenCase({ store, clock, log, closing }, about, () =>
          putMailsOf(outbox, doc, { publicUrl, operator })
        );
      }
      void send();
    },
    onError: (error) => log.warn({ err: error }, 'mails wait for the store')
  });
  while (!closing.aborted) {
    await send();
    await wait(LOOK_EVERY_MS, undefined, { signal: closing }).catch(() => undefined);
  }
  await following;
  await sending;
};
