import type { InvoiceWords } from './invoice-texts.ts';

export const ENGLISH_WORDS: InvoiceWords = {
  title: 'Invoice',
  pageOf: (page, pages) => `Page ${page} of ${pages}`,
  number: 'Invoice number',
  issuedOn: 'Invoice date',
  serviceOn: 'Date of service',
  servicePeriod: 'Period of service',
  order: 'Order',
  performedBy: 'On site',
  greeting: (name) => `Dear ${name}`,
  introduction: {
    completion: 'Thank you for your order. This is what you confirmed on site:',
    visitFee: 'The visit could not be carried out as agreed. We charge you the visit fee:',
    cancellation: 'The visit was cancelled at short notice. We charge you the cancellation fee:'
  },
  position: 'Service',
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
      `We will debit ${amount} from your account ending in ${last4} (${holder}). You do not need to do anything.`,
    card: (amount, last4) =>
      `We will charge ${amount} to your card ending in ${last4}. You do not need to do anything.`,
    invoice: (amount, day) => `Please transfer ${amount} by ${day} to this account:`,
    iban: 'IBAN',
    reference: 'Reference'
  },
  friendHeading: 'Service by a private person',
  friend: (name) =>
    `The service on site was provided to you by ${name} as a private person. We invoice it on their behalf. No VAT is due on it.`,
  guaranteeHeading: 'Happiness guarantee',
  guarantee: (email, phone) =>
    `If you are not satisfied, write to us at ${email}${phone ? ` or call ${phone}` : ''}. We will look into it and find a solution.`,
  signedHeading: 'Confirmed',
  signed: (name, moment) => `Service and amount confirmed by ${name} on ${moment}.`,
  code: 'Check code',
  thanks: 'Kind regards',
  bank: 'Bank',
  managedBy: (name) => `Managed by ${name}`
};
