import type { FastifyBaseLogger } from 'fastify';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { Order } from '#domain/order/order.ts';
import type { Clock } from '../clock.ts';
import type { MailMessage } from '../notify/mail.ts';
import type { Store } from '../store/store.ts';

/** What putting and sending mails is given. */
export interface MailOutboxDeps {
  store: Pick<Store, 'mails' | 'ledger' | 'orders' | 'cases'>;
  clock: Clock;
  /** Null without a mail server: mails are kept to be read. */
  mail: { send(message: MailMessage, signal?: AbortSignal): Promise<void> } | null;
  /** Aborted when nobody waits any more for what is under way. */
  givenUp?: AbortSignal;
  /** The one place that writes orders (OrderWriter.change). */
  changeOrder(orderId: string, decide: (order: Order) => Order): Promise<unknown>;
  /** The PDF of an invoice. */
  invoiceContent(invoice: Invoice): Promise<Buffer | undefined>;
  /** Right side of the Message-ID. */
  host: string;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
}
