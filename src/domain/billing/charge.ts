// One customer payment (R21): collected at most once, tried again with growing pauses, then shown
// to support.
import type { Minor, Ms, OrderId } from '../brand.ts';
import { CHARGE_PAUSES_MS, type Currency } from '../policy/policy.ts';
import { NEVER, type PaymentMethod } from '../order/order.ts';

/** Ledger document `charge:<orderId>`; stored with its idempotency key before anything is sent. */
export interface Charge {
  _id: string;
  _rev?: string;
  type: 'charge';
  order: OrderId;
  invoiceNumber: string;
  currency: Currency;
  amountMinor: Minor;
  method: PaymentMethod;
  /** Derived from the order: the payment provider books one debit however often it is asked. */
  idempotencyKey: string;
  /**
   * due: to be sent · collected · byInvoice: the customer transfers it · failed: support must look.
   */
  state: 'due' | 'collected' | 'byInvoice' | 'failed';
  attempts: number;
  /** ms; NEVER where nothing is to be sent. Indexed. */
  nextAttemptAt: Ms;
  lastError: string | null;
  /** The payment provider's own id. */
  reference: string | null;
  settledAt: Ms | null;
}

export type ChargeOutcome =
  | { outcome: 'collected'; reference: string }
  /** The bank's answer: this account will not be charged without somebody doing something. */
  | { outcome: 'declined'; reason: string }
  /** No answer, or none that can be believed: the same key is sent again. */
  | { outcome: 'unknown'; reason: string };

export function newCharge(input: {
  order: OrderId;
  invoiceNumber: string;
  currency: Currency;
  amountMinor: Minor;
  method: PaymentMethod;
  now: Ms;
}): Charge {
  const { now, ...fields } = input;
  const isSent = input.method.kind !== 'invoice';
  return {
    _id: `charge:${input.order}`,
    type: 'charge',
    ...fields,
    idempotencyKey: `charge:${input.order}`,
    state: isSent ? 'due' : 'byInvoice',
    attempts: 0,
    nextAttemptAt: isSent ? now : NEVER,
    lastError: null,
    reference: null,
    settledAt: null
  };
}

/**
 * An answer may come after others have asked again and given up: money that is there is there, and
 * nothing that comes later takes it back.
 */
export function applyChargeOutcome(charge: Charge, result: ChargeOutcome, now: Ms): Charge {
  const isOpen = charge.state === 'due';
  const isLateYes = charge.state === 'failed' && result.outcome === 'collected';
  if (!isOpen && !isLateYes) return charge;
  const attempts = charge.attempts + 1;
  if (result.outcome === 'collected') {
    return {
      ...charge,
      attempts,
      state: 'collected',
      nextAttemptAt: NEVER,
      lastError: null,
      reference: result.reference,
      settledAt: now
    };
  }
  const pause = CHARGE_PAUSES_MS[charge.attempts];
  const isOver = result.outcome === 'declined' || pause === undefined;
  return {
    ...charge,
    attempts,
    state: isOver ? 'failed' : 'due',
    nextAttemptAt: isOver ? NEVER : now + pause,
    lastError: result.reason
  };
}
