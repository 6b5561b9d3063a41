import { renderInvoicePdf } from '../../sync-server/billing/pdf/render-invoice-pdf.ts';
import type { Order } from '#domain/order/order.ts';
import { DEMO_ISSUERS } from '../../sync-server/config/operator.ts';
import { openBillingWorld, SILENT, type BillingWorld } from './billing-world.ts';
import { anOrderAfter } from './builders.ts';
import { aMailCatcher, type MailCatcher } from './mail-catcher.ts';
import type { MailOutboxDeps } from '../../sync-server/mail/mail-outbox-deps.ts';

export const SENDER = {
  publicUrl: 'https://mila.example',
  operator: {
    issuers: DEMO_ISSUERS,
    support: { phone: '+49 30 1234567', email: 'hilfe@mila.example' }
  }
};

export interface MailWorld extends BillingWorld, Pick<MailCatcher, 'received' | 'refusals'> {
  outbox: MailOutboxDeps;
}

/** Billing with a real mail server that keeps what it is sent. */
export async function openMailWorld(): Promise<MailWorld> {
  const [world, { mail, received, refusals, close }] = await Promise.all([
    openBillingWorld(),
    aMailCatcher()
  ]);
  const { store, clock } = world;
  return {
    ...world,
    outbox: {
      ...{ store, clock, mail, host: 'mila.example', log: SILENT },
      changeOrder: world.deps.changeOrder,
      invoiceContent: renderInvoicePdf
    },
    received,
    refusals,
    async close() {
      await close();
      await world.close();
    }
  };
}

export function anOrderAfterBooking(): Order {
  const order = anOrderAfter('offer.accept');
  return { ...order, job: { ...order.job, state: 'offered', provider: null } };
}
