import type { MailFacts } from './mail-facts.ts';

/** What depends on several facts, as a sentence; empty where there is nothing to say. */
export interface Sentences {
  /** What the visit costs and how it is paid. */
  costs(facts: Pick<MailFacts, 'price' | 'payment' | 'paymentDays'>): string;
  /** Before somebody has accepted: what will hold then, whenever that is. */
  cancelling(facts: Pick<MailFacts, 'freeCancelUntil' | 'graceMinutes'>): string;
  freeUntil(facts: Pick<MailFacts, 'freeCancelUntil'>): string;
  cancelledBy(facts: Pick<MailFacts, 'isBySupport'>): string;
  cancelCosts(facts: Pick<MailFacts, 'cancelFee'>): string;
  inDays(days: number): string;
  /** What it means that a paper is needed to work, before and after it has expired. */
  needed: { before: string; after: string };
}
