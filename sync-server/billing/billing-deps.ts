import type { FastifyBaseLogger } from 'fastify';
import type { Issuer } from '#domain/billing/invoice.ts';
import type { Order } from '#domain/order/order.ts';
import type { Market } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { Clock } from '../clock.ts';

/** What billing is given. */
export interface BillingDeps {
  store: Pick<Store, 'orders' | 'ledger' | 'cases' | 'inbox' | 'people'>;
  clock: Clock;
  payments: PaymentProvider;
  /** Who sends the invoices of a market. @throws where nobody does */
  issuerOf(market: Market): Promise<Issuer>;
  /** The one place that writes orders (OrderWriter.change). */
  changeOrder(orderId: string, decide: (order: Order) => Order): Promise<Order | undefined>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}
