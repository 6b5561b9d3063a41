// Collects one customer payment (R21). The key is in the ledger before anything is sent, so a lost
// answer, a crash or a second process leads to the same debit and never to another one.
import { applyChargeOutcome, type Charge, type ChargeOutcome } from '#domain/billing/charge.ts';
import { chargeTransaction, type JournalTransaction } from '#domain/billing/journal.ts';
import { caseId } from '../cases/case-id.ts';
import { openCase } from '../cases/open-case.ts';
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
  if (applyChargeOutcome(charge, outcome, at).state === 'failed') {
    await openCase(deps.store, {
      _id: caseId({ charge: orderId }),
      kind: 'charge.failed',
      openedAt: at,
      order: orderId,
      note: `${charge.invoiceNumber}: ${outcome.outcome === 'collected' ? '' : outcome.reason}`
    });
  }
  await ledger.update<Charge>(id, (current) => {
    if (!current) return undefined;
    const next = applyChargeOutcome(current, outcome, at);
    return next === current ? undefined : next;
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
