import type { Background, Deps } from '../deps.ts';
import { embeddedPaymentProvider } from './embedded-payment-provider.ts';
import { BILLING_TIMES, DEMO_BILLING_TIMES, openBilling, type Billing } from './open-billing.ts';

/** Billing over the server's own parts. */
export function billingOf({ store, clock, config, business, orderWork, log }: Deps): Billing {
  return openBilling(
    {
      store,
      clock,
      log,
      payments: embeddedPaymentProvider(store, clock),
      issuerOf: business.issuerOf,
      changeOrder: (orderId, decide) => orderWork.writer.change(orderId, decide)
    },
    config.demo ? DEMO_BILLING_TIMES : BILLING_TIMES
  );
}

/**
 * Bills at once what is due, sweeps up what a crash left, and pays providers, until the server
 * closes.
 */
export const keepBilling: Background = async (deps) => {
  const billing = billingOf(deps);
  deps.orderWork.hooks.billCompleted = billing.billCompleted;
  await billing.keep(deps.closing);
};
