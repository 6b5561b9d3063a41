import type { GermanVariety } from '#domain/policy/policy.ts';
import type { InvoiceWords } from './invoice-texts.ts';

const COMMON: Omit<InvoiceWords, 'vat' | 'noVat' | 'vatInside' | 'friend' | 'thanks'> = {
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
      'der vereinbarte Besuch konnte nicht ausgeführt werden. Wir berechnen Ihnen die Anfahrtspauschale:',
    cancellation:
      'der vereinbarte Besuch wurde kurzfristig storniert. Wir berechnen Ihnen die Stornogebühr:'
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
  guaranteeHeading: 'Happiness-Garantie',
  guarantee: (email, phone) =>
    `Sind Sie nicht zufrieden, schreiben Sie uns an ${email}${phone ? ` oder rufen Sie ${phone} an` : ''}. Wir klären es und finden eine Lösung.`,
  signedHeading: 'Bestätigt',
  signed: (name, moment) => `Leistung und Betrag bestätigt von ${name} am ${moment}.`,
  code: 'Prüfcode',
  bank: 'Bank',
  managedBy: (name) => `Geschäftsführung: ${name}`
};

const friendWith = (tax: string) => (name: string) =>
  `Die Leistung vor Ort hat ${name} als Privatperson für Sie erbracht. Wir rechnen sie in deren Namen ab. Darauf fällt keine ${tax} an.`;

/** The tax has another name in each country, also in the same language. */
export const GERMAN_WORDS: Record<GermanVariety, InvoiceWords> = {
  DE: {
    ...COMMON,
    vat: 'USt.',
    noVat: 'ohne USt.',
    vatInside: (rate) => `${rate} USt. enthalten`,
    friend: friendWith('Umsatzsteuer'),
    thanks: 'Freundliche Grüße'
  },
  CH: {
    ...COMMON,
    vat: 'MWST',
    noVat: 'ohne MWST',
    vatInside: (rate) => `${rate} MWST enthalten`,
    friend: friendWith('Mehrwertsteuer'),
    thanks: 'Freundliche Grüsse'
  }
};
