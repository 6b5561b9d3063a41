import type { Store } from '../store/store.ts';
import { createOnce } from '../store/create-once.ts';
import type { ChargeRequest, PaymentProvider, TransferRequest } from './payment-provider.ts';
import type { Clock } from '../clock.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** Ledger documents `debit:<key>` and `transfer:<key>`: what the bank is to be told. */
interface PaymentRecord extends StoredDocument {
  type: 'debit' | 'transfer';
  recordedAt: number;
  request: ChargeRequest | TransferRequest;
}

/**
 * The default: records debits and transfers in the ledger, from which files for the bank are made.
 * No money moves by itself.
 */
export function embeddedPaymentProvider(
  { ledger }: Pick<Store, 'ledger'>,
  clock: Clock
): PaymentProvider {
  async function record(type: PaymentRecord['type'], request: ChargeRequest | TransferRequest) {
    const { idempotencyKey: key, amountMinor, currency } = request;
    const kept = await createOnce<PaymentRecord>(ledger, {
      _id: `${type}:${key}`,
      type,
      recordedAt: clock.now(),
      request
    });
    if (kept.request.amountMinor !== amountMinor || kept.request.currency !== currency) {
      throw new Error(`${kept._id} was recorded before with another amount`);
    }
    return kept._id;
  }

  return {
    async charge(request) {
      if (request.method.kind === 'card') {
        return { outcome: 'declined', reason: 'no card processor is set up' };
      }
      return { outcome: 'collected', reference: await record('debit', request) };
    },
    async transfer(request) {
      return { reference: await record('transfer', request) };
    }
  };
}
