import type { MailFacts } from '../texts/mail-facts.ts';
import type { CustomerText } from '../texts/text-kinds.ts';
import type { MailKind } from '../texts/mail-kinds.ts';

/** Which of its texts a mail has. */
export function customerTextOf(kind: MailKind, facts: MailFacts): CustomerText {
  if (kind === 'cancelled') return facts.wasAccepted ? 'cancelled' : 'requestCancelled';
  if (kind !== 'invoice') return kind;
  if (facts.feeFor === 'cancellation') return 'invoiceOfCancelling';
  if (facts.feeFor === 'journey') return 'invoiceOfJourney';
  if (facts.isSettled) return 'invoiceSettled';
  return facts.canRate ? 'invoice' : 'invoiceRated';
}
