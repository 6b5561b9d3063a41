import type { ChargeOutcome } from '#domain/billing/charge.ts';
import type { PayoutAccountOf } from '#domain/billing/payout.ts';
import type { PaymentMethod } from '#domain/order/order.ts';
import type { Currency } from '#domain/policy/policy.ts';

export interface ChargeRequest {
  /** The same key again is the same debit: it is booked once and answered the same. */
  idempotencyKey: string;
  amountMinor: number;
  currency: Currency;
  method: PaymentMethod;
  /** What the customer reads on their account statement. */
  reference: string;
}

export interface TransferRequest {
  idempotencyKey: string;
  amountMinor: number;
  currency: Currency;
  provider: string;
  /** Missing: the bank's file has to be completed by hand. */
  to?: PayoutAccountOf;
  reference: string;
}

/**
 * Moves money. Both calls may be repeated with the same key at any time and by any process.
 * Throwing means "no answer": nothing is known, and the same call is made again later.
 */
export interface PaymentProvider {
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  transfer(request: TransferRequest): Promise<{ reference: string }>;
}
