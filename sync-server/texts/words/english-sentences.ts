import type { MailFacts } from '../mail-facts.ts';
import type { Sentences } from '../sentence-kinds.ts';

const PAID_BY: Record<MailFacts['payment'], (days: number) => string> = {
  directDebit: () => 'by direct debit',
  card: () => 'by card',
  invoice: (days) => `by invoice, within ${days} days`
};

export const ENGLISH_SENTENCES: Sentences = {
  costs: ({ price, payment, paymentDays }) =>
    `Total price including VAT: ${price}. You pay after the visit, ${PAID_BY[payment](paymentDays)}.`,
  cancelling: ({ freeCancelUntil, graceMinutes }) =>
    freeCancelUntil
      ? `You can cancel free of charge until ${freeCancelUntil}, and at any time while nobody has accepted.`
      : `You can cancel free of charge while nobody has accepted, and for another ${graceMinutes} minutes after that, until the helper sets off.`,
  freeUntil: ({ freeCancelUntil }) =>
    freeCancelUntil ? `You can cancel free of charge until ${freeCancelUntil}.` : '',
  cancelledBy: ({ isBySupport }) =>
    isBySupport
      ? 'Our support team has cancelled your visit. It will not take place.'
      : 'We have received your cancellation. The visit will not take place.',
  cancelCosts: ({ cancelFee }) =>
    cancelFee
      ? `The cancellation fee for short notice is ${cancelFee}. You will receive the invoice in a separate email.`
      : 'You pay nothing.',
  inDays: (days) => (days === 1 ? 'tomorrow' : `in ${days} days`),
  needed: {
    before: 'Without a valid one you get no more orders from that day on.',
    after: 'Until a valid one is here and checked you get no new orders.'
  }
};
