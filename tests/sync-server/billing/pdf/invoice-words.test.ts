import { expect, it } from 'vitest';
import type { InvoiceWords } from '../../../../sync-server/billing/pdf/words/invoice-texts.ts';
import { invoiceWords } from '../../../../sync-server/billing/pdf/invoice-words.ts';

/** Every text, those with something in them filled in; what is inside what is named with a dot. */
function texts(words: InvoiceWords): Record<string, string> {
  const filled: [string, unknown][] = [
    ['pageOf', words.pageOf(1, 2)],
    ['greeting', words.greeting('Rosa')],
    ['amount', words.amount('CHF')],
    ['vatInside', words.vatInside('8.1%')],
    ['directDebit', words.payment.directDebit('CHF 5', '1234', 'Rosa')],
    ['card', words.payment.card('CHF 5', '1234')],
    ['invoice', words.payment.invoice('CHF 5', '1 May')],
    ['guarantee', words.guarantee('a@b.ch', '061')],
    ['guarantee by mail', words.guarantee('a@b.ch')],
    ['signed', words.signed('Rosa', '1 May')],
    ['managedBy', words.managedBy('Lea')]
  ];
  for (const [kind, { friend, ...of }] of Object.entries(words.of)) {
    filled.push([`${kind}.friend`, friend('Anna')]);
    for (const [name, text] of Object.entries(of)) filled.push([`${kind}.${name}`, text]);
  }
  const { payment, ...rest } = words;
  for (const [name, text] of Object.entries({ ...rest, ...payment })) {
    if (typeof text === 'string') filled.push([name, text]);
  }
  return Object.fromEntries(filled) as Record<string, string>;
}

it('[R24.4] the invoice in English', () => {
  expect(texts(invoiceWords({ language: 'en', market: 'CH' }))).toMatchInlineSnapshot(`
    {
      "amount": "Amount CHF",
      "bank": "Bank",
      "cancellation.day": "Cancelled on",
      "cancellation.friend": "Anna kept the time free for you as a private person. We invoice it on their behalf. No VAT is due on it.",
      "cancellation.friendHeading": "Time of a private person",
      "cancellation.introduction": "The visit was cancelled at short notice. We charge you the cancellation fee:",
      "cancellation.period": "Cancelled on",
      "cancellation.person": "Assigned",
      "cancellation.position": "Item",
      "card": "We will charge CHF 5 to your card ending in 1234. You do not need to do anything.",
      "code": "Check code",
      "completion.day": "Date of service",
      "completion.friend": "The service on site was provided to you by Anna as a private person. We invoice it on their behalf. No VAT is due on it.",
      "completion.friendHeading": "Service by a private person",
      "completion.introduction": "Thank you for your order. This is what you confirmed on site:",
      "completion.period": "Period of service",
      "completion.person": "On site",
      "completion.position": "Service",
      "directDebit": "We will debit CHF 5 from your account ending in 1234 (Rosa). You do not need to do anything.",
      "greeting": "Dear Rosa",
      "gross": "Gross",
      "guarantee": "If you are not satisfied, write to us at a@b.ch or call 061. We will look into it and find a solution.",
      "guarantee by mail": "If you are not satisfied, write to us at a@b.ch. We will look into it and find a solution.",
      "guaranteeHeading": "Happiness guarantee",
      "heading": "Payment",
      "iban": "IBAN",
      "invoice": "Please transfer CHF 5 by 1 May to this account:",
      "issuedOn": "Invoice date",
      "managedBy": "Managed by Lea",
      "net": "Net",
      "noVat": "no VAT",
      "number": "Invoice number",
      "order": "Order",
      "pageOf": "Page 1 of 2",
      "quantity": "Quantity",
      "reference": "Reference",
      "signed": "Service and amount confirmed by Rosa on 1 May.",
      "signedHeading": "Confirmed",
      "thanks": "Kind regards",
      "title": "Invoice",
      "total": "Total",
      "unitPrice": "Unit price",
      "unsigned": "Thank you for your order. This is what was agreed:",
      "vat": "VAT",
      "vatInside": "VAT 8.1% included",
      "vatRate": "Rate",
      "visitFee.day": "Date of journey",
      "visitFee.friend": "Anna made the journey to you as a private person. We invoice it on their behalf. No VAT is due on it.",
      "visitFee.friendHeading": "Journey of a private person",
      "visitFee.introduction": "The visit could not be carried out as agreed. We charge you the visit fee:",
      "visitFee.period": "Dates of journey",
      "visitFee.person": "Travelled",
      "visitFee.position": "Item",
    }
  `);
});

it('[R24.4] the invoice in German', () => {
  expect(texts(invoiceWords({ language: 'de', market: 'DE' }))).toMatchInlineSnapshot(`
    {
      "amount": "Betrag CHF",
      "bank": "Bank",
      "cancellation.day": "Storniert am",
      "cancellation.friend": "Anna hat sich als Privatperson die Zeit für Sie freigehalten. Wir rechnen sie in deren Namen ab. Darauf fällt keine Umsatzsteuer an.",
      "cancellation.friendHeading": "Zeit einer Privatperson",
      "cancellation.introduction": "der vereinbarte Besuch wurde kurzfristig storniert. Wir berechnen Ihnen die Stornogebühr:",
      "cancellation.period": "Storniert am",
      "cancellation.person": "Eingeplant",
      "cancellation.position": "Posten",
      "card": "Wir belasten Ihre Karte mit den letzten vier Stellen 1234 mit CHF 5. Sie müssen nichts tun.",
      "code": "Prüfcode",
      "completion.day": "Leistungsdatum",
      "completion.friend": "Die Leistung vor Ort hat Anna als Privatperson für Sie erbracht. Wir rechnen sie in deren Namen ab. Darauf fällt keine Umsatzsteuer an.",
      "completion.friendHeading": "Leistung einer Privatperson",
      "completion.introduction": "vielen Dank für Ihren Auftrag. Wir berechnen Ihnen, was Sie vor Ort bestätigt haben:",
      "completion.period": "Leistungszeitraum",
      "completion.person": "Vor Ort",
      "completion.position": "Leistung",
      "directDebit": "Wir ziehen CHF 5 von Ihrem Konto mit den letzten vier Stellen 1234 ein (Rosa). Sie müssen nichts tun.",
      "greeting": "Guten Tag Rosa",
      "gross": "Brutto",
      "guarantee": "Sind Sie nicht zufrieden, schreiben Sie uns an a@b.ch oder rufen Sie 061 an. Wir klären es und finden eine Lösung.",
      "guarantee by mail": "Sind Sie nicht zufrieden, schreiben Sie uns an a@b.ch. Wir klären es und finden eine Lösung.",
      "guaranteeHeading": "Happiness-Garantie",
      "heading": "Zahlung",
      "iban": "IBAN",
      "invoice": "Bitte überweisen Sie CHF 5 bis zum 1 May auf dieses Konto:",
      "issuedOn": "Rechnungsdatum",
      "managedBy": "Geschäftsführung: Lea",
      "net": "Netto",
      "noVat": "ohne USt.",
      "number": "Rechnungsnummer",
      "order": "Auftrag",
      "pageOf": "Seite 1 von 2",
      "quantity": "Menge",
      "reference": "Verwendungszweck",
      "signed": "Leistung und Betrag bestätigt von Rosa am 1 May.",
      "signedHeading": "Bestätigt",
      "thanks": "Freundliche Grüße",
      "title": "Rechnung",
      "total": "Gesamtbetrag",
      "unitPrice": "Einzelpreis",
      "unsigned": "vielen Dank für Ihren Auftrag. Wir berechnen Ihnen, was vereinbart war:",
      "vat": "USt.",
      "vatInside": "8.1% USt. enthalten",
      "vatRate": "Satz",
      "visitFee.day": "Tag der Anfahrt",
      "visitFee.friend": "Anna ist als Privatperson zu Ihnen gefahren. Wir rechnen die Anfahrt in deren Namen ab. Darauf fällt keine Umsatzsteuer an.",
      "visitFee.friendHeading": "Anfahrt einer Privatperson",
      "visitFee.introduction": "der vereinbarte Besuch konnte nicht ausgeführt werden. Wir berechnen Ihnen die Anfahrtspauschale:",
      "visitFee.period": "Zeit der Anfahrt",
      "visitFee.person": "Anfahrt",
      "visitFee.position": "Posten",
    }
  `);
});

it('[R24.4] what Switzerland calls otherwise', () => {
  const german = texts(invoiceWords({ language: 'de', market: 'DE' }));
  const swiss = texts(invoiceWords({ language: 'de', market: 'CH' }));
  const other = Object.keys(german).filter((name) => swiss[name] !== german[name]);
  expect(Object.fromEntries(other.map((name) => [name, swiss[name]]))).toMatchInlineSnapshot(`
    {
      "cancellation.friend": "Anna hat sich als Privatperson die Zeit für Sie freigehalten. Wir rechnen sie in deren Namen ab. Darauf fällt keine Mehrwertsteuer an.",
      "completion.friend": "Die Leistung vor Ort hat Anna als Privatperson für Sie erbracht. Wir rechnen sie in deren Namen ab. Darauf fällt keine Mehrwertsteuer an.",
      "noVat": "ohne MWST",
      "thanks": "Freundliche Grüsse",
      "vat": "MWST",
      "vatInside": "8.1% MWST enthalten",
      "visitFee.friend": "Anna ist als Privatperson zu Ihnen gefahren. Wir rechnen die Anfahrt in deren Namen ab. Darauf fällt keine Mehrwertsteuer an.",
    }
  `);
});
