import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Order } from '#domain/order/order.ts';
import { readConfig } from '../../sync-server/config.ts';
import type { MailOutboxDeps } from '../../sync-server/mail/mail-outbox.ts';
import { openMail } from '../../sync-server/notify/mail.ts';
import { DEMO_ISSUERS } from '../../sync-server/operator/operator.ts';
import { openBillingWorld, SILENT, type BillingWorld } from './billing-world.ts';
import { anOrderAfter } from './builders.ts';
import { OPERATOR_ENVIRONMENT } from './operator-settings.ts';

export const SENDER = {
  publicUrl: 'https://mila.example',
  operator: {
    issuers: DEMO_ISSUERS,
    support: { phone: '+49 30 1234567', email: 'hilfe@mila.example' }
  }
};

export interface MailWorld extends BillingWorld {
  outbox: MailOutboxDeps;
  /** What has come in at the mail server. */
  received: Email[];
  /** SMTP codes to answer with before the usual "yes". */
  refusals: number[];
}

/** Billing with a real mail server that keeps what it is sent. */
export async function openMailWorld(): Promise<MailWorld> {
  const world = await openBillingWorld();
  const received: Email[] = [];
  const refusals: number[] = [];
  const smtp = keepingMailServer(received, refusals);
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const read = readConfig({
    ...OPERATOR_ENVIRONMENT,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Mila Onsite <no-reply@mila.example>'
  });
  if (!read.ok) throw new Error(read.message);
  const mail = openMail(read.config, SILENT as never);
  const { store, clock } = world;
  return {
    ...world,
    outbox: { store, clock, mail, host: 'mila.example', log: SILENT },
    received,
    refusals,
    async close() {
      mail.close();
      await new Promise<void>((resolve) => smtp.close(resolve));
      await world.close();
    }
  };
}

function keepingMailServer(received: Email[], refusals: number[]): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code) return callback(Object.assign(new Error('no'), { responseCode: code }));
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push(mail);
          callback();
        });
      });
    }
  });
}

export function anOrderAfterBooking(): Order {
  const order = anOrderAfter('offer.accept');
  return { ...order, job: { ...order.job, state: 'offered', provider: null } };
}
