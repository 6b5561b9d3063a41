// Collects one customer payment (R21). The key is in the ledger before anything is sent, so a lost
// answer, a crash or a second process leads to the same debit and never to another one.
// 1. Who asks may get the answer long after others have asked too. It is applied to the charge as it
//    is by then: collected is collected, whoever has given up meanwhile.
// 2. Support hears of a charge that failed before the charge says so, and that it was collected
//    after all once the charge says that.
import { applyChargeOutcome, type Charge, type ChargeOutcome } from '#domain/billing/charge.ts';
import { chargeTransaction, type JournalTransaction } from '#domain/billing/journal.ts';
import { caseId } from '../cases/case-id.ts';
import { closeByItself, openCase } from '../cases/open-case.ts';
import type { BillingDeps } from './billing-deps.ts';
import { createOnce } from '../store/create-once.ts';
import { errorText } from '../error-text.ts';

/** As long as one process is taken to be sending it, others leave it alone. */
const CLAIM_MS = 60_000;

export async function collectCharge(deps: BillingDeps, orderId: string): Promise<void> {
  const { ledger } = deps.store;
  const id = `charge:${orderId}`;
  const now = deps.clock.now();
  const claimed = await ledger.update<Charge>(id, (charge) =>
    charge?.state === 'due' && charge.nextAttemptAt <= now
      ? { ...charge, nextAttemptAt: now + CLAIM_MS }
      : undefined
  );
  if (!claimed.written || !claimed.doc) return;
  const charge = claimed.doc;
  const outcome = await send(deps, charge);
  const at = deps.clock.now();
  if (outcome.outcome === 'collected') {
    await createOnce<JournalTransaction>(
      ledger,
      chargeTransaction(orderId, charge.currency, charge.amountMinor, at)
    );
  }
  await reportIfFailed(deps, orderId, outcome, at);
  let wasGivenUp = outcome.outcome !== 'collected';
  const { doc } = await ledger.update<Charge>(id, (current) => {
    if (!current) return undefined;
    wasGivenUp ||= current.state === 'failed';
    const next = applyChargeOutcome(current, outcome, at);
    return next === current ? undefined : next;
  });
  if (doc?.state === 'collected' && wasGivenUp) {
    await closeByItself(deps.store, caseId({ charge: orderId }), 'charge.collected', at);
  }
}

async function reportIfFailed(
  { store }: BillingDeps,
  orderId: string,
  outcome: ChargeOutcome,
  at: number
): Promise<void> {
  if (outcome.outcome === 'collected') return;
  const current = await store.ledger.get<Charge>(`charge:${orderId}`);
  if (current?.state !== 'due' || applyChargeOutcome(current, outcome, at).state === 'due') return;
  await openCase(store, {
    _id: caseId({ charge: orderId }),
    kind: 'charge.failed',
    openedAt: at,
    order: orderId,
    note: `${current.invoiceNumber}: ${outcome.reason}`
  });
}

async function send(deps: BillingDeps, charge: Charge): Promise<ChargeOutcome> {
  try {
    return await deps.payments.charge({
      idempotencyKey: charge.idempotencyKey,
      amountMinor: charge.amountMinor,
      currency: charge.currency,
      method: charge.method,
      reference: charge.invoiceNumber
    });
  } catch (error) {
    deps.log.warn({ err: error, order: charge.order }, 'a charge is sent again later');
    return { outcome: 'unknown', reason: errorText(error) };
  }
}
