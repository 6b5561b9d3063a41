// What a provider is paid at one time (M9). Ids count up for each provider and currency, so a
// payout has one place in line.
import type { Minor, Ms, ProviderId } from '../brand.ts';
import { sum } from '../money/money.ts';
import type { Currency } from '../policy/policy.ts';
import type { PayoutLine } from './payout-line.ts';

/** Where a provider is paid to. */
export interface PayoutAccountOf {
  holder: string;
  iban: string;
}

/** Ledger document `payout:<provider>:<currency>:<number>`. */
export interface Payout {
  _id: string;
  _rev?: string;
  type: 'payout';
  provider: ProviderId;
  currency: Currency;
  number: number;
  /** Ids of payout lines. */
  lines: string[];
  amountMinor: Minor;
  /** Of the provider, as it was when it was begun; missing: none is known. */
  to?: PayoutAccountOf;
  at: Ms;
  state: 'sending' | 'paid';
  /** The payment provider's own id. */
  reference: string | null;
}

export function newPayout(input: {
  provider: ProviderId;
  currency: Currency;
  number: number;
  lines: readonly PayoutLine[];
  to?: PayoutAccountOf | undefined;
  now: Ms;
}): Payout {
  const { provider, currency, number, lines, to, now } = input;
  if (lines.some((line) => line.provider !== provider || line.currency !== currency)) {
    throw new RangeError(`a payout to ${provider} in ${currency} of somebody else's lines`);
  }
  return {
    _id: `payout:${provider}:${currency}:${String(number).padStart(6, '0')}`,
    type: 'payout',
    provider,
    currency,
    number,
    lines: lines.map((line) => line._id),
    amountMinor: sum(lines.map((line) => line.amountMinor)),
    ...(to && { to }),
    at: now,
    state: 'sending',
    reference: null
  };
}
