import type { InvoiceWords } from './invoice-texts.ts';

const KINDS: InvoiceWords['of'] = {
  completion: {
    introduction: 'Thank you for your order. This is what you confirmed on site:',
    day: 'Date of service',
    period: 'Period of service',
    person: 'On site',
    position: 'Service',
    friendHeading: 'Service by a private person',
    friend: (name) =>
      `The service on site was provided to you by ${name} as a private person. We invoice it on their behalf. No VAT is due on it.`
  },
  visitFee: {
    introduction:
      'The visit that was agreed could not be carried out. We charge you for the journey:',
    day: 'Date of journey',
    period: 'Dates of journey',
    person: 'Travelled',
    position: 'Item',
    friendHeading: 'Journey of a private person',
    friend: (name) =>
      `${name} made the journey to you as a private person. We invoice it on their behalf. No VAT is due on it.`
  },
  cancellation: {
    introduction: 'The visit was cancelled at short notice. We charge you for the time kept free:',
    day: 'Cancelled on',
    period: 'Cancelled on',
    person: 'Assigned',
    position: 'Item',
    friendHeading: 'Time of a private person',
    friend: (name) =>
      `${name} kept the time free for you as a private person. We invoice it on their behalf. No VAT is due on it.`
  }
};

export const ENGLISH_WORDS: InvoiceWords = {
  title: 'Invoice',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  number: 'Invoice number',
  issuedOn: 'Invoice date',
  order: 'Order',
  greeting: (name) => `Dear ${name}`,
  of: KINDS,
  unsigned: 'Thank you for your order. This is what was agreed:',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  amount: (currency) => `Amount ${currency}`,
  total: 'Total',
  vat: 'VAT',
  vatRate: 'Rate',
  noVat: 'no VAT',
  vatInside: (rate) => `VAT ${rate} included`,
  net: 'Net',
  gross: 'Gross',
  payment: {
    heading: 'Payment',
    directDebit: (amount, last4, holder) =>
      `We collect ${amount} from your account ending in ${last4} (${holder}). There is nothing you need to do.`,
    card: (amount, last4) =>
      `We charge ${amount} to your card ending in ${last4}. There is nothing you need to do.`,
    invoice: (amount, day) => `Please transfer ${amount} by ${day} to this account:`,
    iban: 'IBAN',
    reference: 'Reference'
  },
  guaranteeHeading: 'Happiness guarantee',
  guarantee: (email, phone) =>
    `If you are not satisfied, write to us at ${email}${phone ? ` or call ${phone}` : ''}. We look into it and find a solution.`,
  signedHeading: 'Confirmed',
  signed: (name, moment) => `Service and amount confirmed by ${name} on ${moment}.`,
  code: 'Check code',
  thanks: 'Kind regards',
  bank: 'Bank',
  managedBy: (name) => `Managed by ${name}`
};
