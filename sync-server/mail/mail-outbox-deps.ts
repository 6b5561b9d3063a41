import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { MailMessage } from '../notify/mail.ts';
import type { Store } from '../store/store.ts';

/** What putting and sending mails is given. */
export interface MailOutboxDeps {
  store: Pick<Store, 'mails' | 'ledger' | 'orders'>;
  clock: Clock;
  /** Null without a mail server: mails are kept to be read. */
  mail: { send(message: MailMessage): Promise<void> } | null;
  /** Right side of the Message-ID. */
  host: string;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
}
