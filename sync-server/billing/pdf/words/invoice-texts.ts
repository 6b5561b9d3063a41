import type { Invoice } from '#domain/billing/invoice.ts';

export interface InvoiceWords {
  title: string;
  pageOf(page: number, pages: number): string;
  number: string;
  issuedOn: string;
  serviceOn: string;
  servicePeriod: string;
  order: string;
  performedBy: string;
  greeting(name: string): string;
  introduction: Record<Invoice['kind'], string>;
  position: string;
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
  friend(name: string): string;
  friendHeading: string;
  guarantee(email: string, phone?: string): string;
  guaranteeHeading: string;
  signed(name: string, moment: string): string;
  signedHeading: string;
  code: string;
  thanks: string;
  bank: string;
  managedBy(name: string): string;
}
