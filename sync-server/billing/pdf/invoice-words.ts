import type { Invoice } from '#domain/billing/invoice.ts';
import type { Market } from '#domain/policy/policy.ts';

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
  countries: Record<Market, string>;
  thanks: string;
  bank: string;
  managedBy(name: string): string;
}

const de: Omit<InvoiceWords, 'vat' | 'noVat' | 'vatInside'> = {
  title: 'Rechnung',
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  number: 'Rechnungsnummer',
  issuedOn: 'Rechnungsdatum',
  serviceOn: 'Leistungsdatum',
  servicePeriod: 'Leistungszeitraum',
  order: 'Auftrag',
  performedBy: 'Vor Ort',
  greeting: (name) => `Guten Tag ${name}`,
  introduction: {
    completion:
      'vielen Dank für Ihren Auftrag. Wir berechnen Ihnen, was Sie vor Ort bestätigt haben:',
    visitFee:
      'der vereinbarte Besuch konnte nicht ausgeführt werden. Für die Anfahrt berechnen wir Ihnen:',
    cancellation:
      'der vereinbarte Besuch wurde kurzfristig storniert. Für die freigehaltene Zeit berechnen wir Ihnen:'
  },
  position: 'Leistung',
  quantity: 'Menge',
  unitPrice: 'Einzelpreis',
  amount: (currency) => `Betrag ${currency}`,
  total: 'Gesamtbetrag',
  vatRate: 'Satz',
  net: 'Netto',
  gross: 'Brutto',
  payment: {
    heading: 'Zahlung',
    directDebit: (amount, last4, holder) =>
      `Wir ziehen ${amount} von Ihrem Konto mit den letzten vier Stellen ${last4} ein (${holder}). Sie müssen nichts tun.`,
    card: (amount, last4) =>
      `Wir belasten Ihre Karte mit den letzten vier Stellen ${last4} mit ${amount}. Sie müssen nichts tun.`,
    invoice: (amount, day) => `Bitte überweisen Sie ${amount} bis zum ${day} auf dieses Konto:`,
    iban: 'IBAN',
    reference: 'Verwendungszweck'
  },
  friendHeading: 'Leistung einer Privatperson',
  friend: (name) =>
    `Die Leistung vor Ort hat ${name} als Privatperson für Sie erbracht. Wir rechnen sie in deren Namen ab. Darauf fällt keine Mehrwertsteuer an.`,
  guaranteeHeading: 'Happiness Garantie',
  guarantee: (email, phone) =>
    `Sind Sie nicht zufrieden, schreiben Sie uns an ${email}${phone ? ` oder rufen Sie ${phone} an` : ''}. Wir klären es und finden eine Lösung.`,
  signedHeading: 'Bestätigt',
  signed: (name, moment) => `Leistung und Betrag bestätigt von ${name} am ${moment}.`,
  code: 'Prüfcode',
  countries: { DE: 'Deutschland', CH: 'Schweiz' },
  thanks: 'Freundliche Grüße',
  bank: 'Bank',
  managedBy: (name) => `Geschäftsführung: ${name}`
};

const en: Omit<InvoiceWords, 'vat' | 'noVat' | 'vatInside'> = {
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
    visitFee: 'The visit that was agreed could not be carried out. We charge you for the journey:',
    cancellation: 'The visit was cancelled at short notice. We charge you for the time kept free:'
  },
  position: 'Service',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  amount: (currency) => `Amount ${currency}`,
  total: 'Total',
  vatRate: 'Rate',
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
  friendHeading: 'Service by a private person',
  friend: (name) =>
    `The service on site was provided to you by ${name} as a private person. We invoice it on their behalf. No VAT is due on it.`,
  guaranteeHeading: 'Happiness guarantee',
  guarantee: (email, phone) =>
    `If you are not satisfied, write to us at ${email}${phone ? ` or call ${phone}` : ''}. We look into it and find a solution.`,
  signedHeading: 'Confirmed',
  signed: (name, moment) => `Service and amount confirmed by ${name} on ${moment}.`,
  code: 'Check code',
  countries: { DE: 'Germany', CH: 'Switzerland' },
  thanks: 'Kind regards',
  bank: 'Bank',
  managedBy: (name) => `Managed by ${name}`
};

/** The tax has another name in each country, also in the same language. */
export function invoiceWords(invoice: Pick<Invoice, 'language' | 'market'>): InvoiceWords {
  if (invoice.language === 'en') {
    return {
      ...en,
      vat: 'VAT',
      noVat: 'no VAT',
      vatInside: (rate) => `VAT ${rate} included`
    };
  }
  if (invoice.market === 'CH') {
    return {
      ...de,
      vat: 'MWST',
      noVat: 'ohne MWST',
      vatInside: (rate) => `${rate} MWST enthalten`,
      thanks: 'Freundliche Grüsse'
    };
  }
  return {
    ...de,
    vat: 'USt.',
    noVat: 'ohne USt.',
    vatInside: (rate) => `${rate} USt. enthalten`,
    friend: (name) => de.friend(name).replace('Mehrwertsteuer', 'Umsatzsteuer')
  };
}
