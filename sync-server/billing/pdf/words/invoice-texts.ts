import type { Invoice } from '#domain/billing/invoice.ts';

/**
 * What is said otherwise of a visit that was done, one that failed and one that was cancelled: of
 * the last two nobody may read that a service was performed.
 */
export interface KindWords {
  introduction: string;
  day: string;
  period: string;
  /** Before the provider's name. */
  person: string;
  position: string;
  friendHeading: string;
  friend(name: string): string;
}

export interface InvoiceWords {
  title: string;
  pageOf(page: number, pages: number): string;
  number: string;
  issuedOn: string;
  order: string;
  greeting(name: string): string;
  of: Record<Invoice['kind'], KindWords>;
  /** Before what nobody has signed: support has settled it. */
  unsigned: string;
  quantity: string;
  unitPrice: string;
  vat: string;
  amount(currency: string): string;
  total: string;
  vatRate: string;
  net: string;
  gross: string;
  vatInside(rate: string): string;
  noVat: string;
  payment: {
    heading: string;
    directDebit(amount: string, last4: string, holder: string): string;
    card(amount: string, last4: string): string;
    invoice(amount: string, day: string): string;
    iban: string;
    reference: string;
  };
  guarantee(email: string, phone?: string): string;
  guaranteeHeading: string;
  signed(name: string, moment: string): string;
  signedHeading: string;
  code: string;
  thanks: string;
  bank: string;
  managedBy(name: string): string;
}
