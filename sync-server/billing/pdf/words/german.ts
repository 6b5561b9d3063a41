import type { GermanVariety } from '#domain/policy/policy.ts';
import type { InvoiceWords } from './invoice-texts.ts';

/** @param tax as it is called in the country */
const kindsWith = (tax: string): InvoiceWords['of'] => ({
  completion: {
    introduction:
      'vielen Dank für Ihren Auftrag. Wir berechnen Ihnen, was Sie vor Ort bestätigt haben:',
    day: 'Leistungsdatum',
    period: 'Leistungszeitraum',
    person: 'Vor Ort',
    position: 'Leistung',
    friendHeading: 'Leistung einer Privatperson',
    friend: (name) =>
      `Die Leistung vor Ort hat ${name} als Privatperson für Sie erbracht. Wir rechnen sie in deren Namen ab. Darauf fällt keine ${tax} an.`
  },
  visitFee: {
    introduction:
      'der vereinbarte Besuch konnte nicht ausgeführt werden. Für die Anfahrt berechnen wir Ihnen:',
    day: 'Tag der Anfahrt',
    period: 'Zeit der Anfahrt',
    person: 'Anfahrt',
    position: 'Posten',
    friendHeading: 'Anfahrt einer Privatperson',
    friend: (name) =>
      `${name} ist als Privatperson zu Ihnen gefahren. Wir rechnen die Anfahrt in deren Namen ab. Darauf fällt keine ${tax} an.`
  },
  cancellation: {
    introduction:
      'der vereinbarte Besuch wurde kurzfristig storniert. Für die freigehaltene Zeit berechnen wir Ihnen:',
    day: 'Storniert am',
    period: 'Storniert am',
    person: 'Eingeplant',
    position: 'Posten',
    friendHeading: 'Zeit einer Privatperson',
    friend: (name) =>
      `${name} hat sich als Privatperson die Zeit für Sie freigehalten. Wir rechnen sie in deren Namen ab. Darauf fällt keine ${tax} an.`
  }
});

const COMMON: Omit<InvoiceWords, 'vat' | 'noVat' | 'vatInside' | 'of' | 'thanks'> = {
  title: 'Rechnung',
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  number: 'Rechnungsnummer',
  issuedOn: 'Rechnungsdatum',
  order: 'Auftrag',
  greeting: (name) => `Guten Tag ${name}`,
  unsigned: 'vielen Dank für Ihren Auftrag. Wir berechnen Ihnen, was vereinbart war:',
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
  guaranteeHeading: 'Happiness Garantie',
  guarantee: (email, phone) =>
    `Sind Sie nicht zufrieden, schreiben Sie uns an ${email}${phone ? ` oder rufen Sie ${phone} an` : ''}. Wir klären es und finden eine Lösung.`,
  signedHeading: 'Bestätigt',
  signed: (name, moment) => `Leistung und Betrag bestätigt von ${name} am ${moment}.`,
  code: 'Prüfcode',
  bank: 'Bank',
  managedBy: (name) => `Geschäftsführung: ${name}`
};

/** The tax has another name in each country, also in the same language. */
export const GERMAN_WORDS: Record<GermanVariety, InvoiceWords> = {
  DE: {
    ...COMMON,
    vat: 'USt.',
    noVat: 'ohne USt.',
    vatInside: (rate) => `${rate} USt. enthalten`,
    of: kindsWith('Umsatzsteuer'),
    thanks: 'Freundliche Grüße'
  },
  CH: {
    ...COMMON,
    vat: 'MWST',
    noVat: 'ohne MWST',
    vatInside: (rate) => `${rate} MWST enthalten`,
    of: kindsWith('Mehrwertsteuer'),
    thanks: 'Freundliche Grüsse'
  }
};
