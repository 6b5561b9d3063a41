import type { Charge } from '#domain/billing/charge.ts';
import { caseId } from '../cases/case-id.ts';
import { closeByItself, openCase } from '../cases/open-case.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { BillingDeps } from './billing-deps.ts';
import { collectCharge } from './collect-charge.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { voidLostNumbers } from './void-numbers.ts';
import { errorText } from '../error-text.ts';

const DUE_ORDERS = { name: 'billing-due', fields: ['job.billing.state'] };
const DUE_CHARGES = { name: 'charges-due', fields: ['type', 'state', 'nextAttemptAt'] };

/** Bills and charges all that is due, also what a crash left. */
export async function sweepDue(
  deps: BillingDeps,
  bill: (orderId: string) => Promise<void>
): Promise<void> {
  const { orders, ledger } = deps.store;
  for await (const { _id } of orders.findAll<StoredDocument>({
    selector: { 'job.billing.state': 'due' },
    index: DUE_ORDERS,
    fields: ['_id']
  })) {
    await billOrReport(deps, _id, bill);
  }
  for await (const charge of ledger.findAll<Charge>({
    selector: { type: 'charge', state: 'due', nextAttemptAt: { $lte: deps.clock.now() } },
    index: DUE_CHARGES
  })) {
    await collectCharge(deps, charge.order);
  }
  await voidLostNumbers(deps);
}

/** One order that cannot be billed must not keep the others waiting. */
async function billOrReport(
  { store, clock, log }: BillingDeps,
  orderId: string,
  bill: (orderId: string) => Promise<void>
): Promise<void> {
  try {
    await bill(orderId);
    await closeByItself(store, caseId({ failedBill: orderId }), 'order.billed', clock.now());
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    log.error({ err: error, order: orderId }, 'an order cannot be billed');
    await openCase(store, {
      _id: caseId({ failedBill: orderId }),
      kind: 'billing.failed',
      openedAt: clock.now(),
      order: orderId,
      note: errorText(error)
    });
  }
}
