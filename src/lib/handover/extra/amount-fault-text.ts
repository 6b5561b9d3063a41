import type { AmountFault } from '#domain/text/amount.ts';
import { m } from '$lib/paraglide/messages';

/** The true reason why an amount was not taken. */
const WORDS: Record<AmountFault, (words: { example: string; currency: string }) => string> = {
  missing: m.handover_extra_price_unreadable,
  unreadable: m.handover_extra_price_unreadable,
  ambiguous: m.handover_extra_price_ambiguous,
  tooFine: m.handover_extra_price_fine,
  negative: m.handover_extra_price_negative,
  otherCurrency: m.handover_extra_price_currency
};

export function amountFaultText(
  fault: AmountFault,
  words: { example: string; currency: string }
): string {
  return WORDS[fault](words);
}
