import type { Locale } from '#domain/catalog/service-package.ts';
import type { MailKind } from './customer-mails.ts';

/**
 * What a mail speaks of, already formatted in the customer's language and the visit's time zone.
 */
export interface MailFacts {
  name: string;
  service: string;
  day: string;
  time: string;
  /** Of a change of the appointment: the time so far and the new one. */
  before: { day: string; time: string };
  after: { day: string; time: string };
  place: string;
  helper: string;
  eta: string;
  number: string;
  total: string;
  freeCancelUntil: string | null;
  isBySupport: boolean;
  /** What cancelling costs the customer; null where it is free. */
  cancelFee: string | null;
  /** What is charged instead of a visit that was not done. */
  feeFor: 'journey' | 'cancellation' | null;
  canRate: boolean;
  /** R8 */
  contactHours: number;
}

export interface MailText {
  subject: string;
  paragraphs: string[];
  action: string;
}

type Words = Record<MailKind, (facts: MailFacts) => MailText>;

const de: Words = {
  booked: ({ service, day, time, place, freeCancelUntil }) => ({
    subject: `Ihr Termin am ${day}: ${service}`,
    paragraphs: [
      'vielen Dank für Ihren Auftrag. Wir suchen jetzt jemanden in Ihrer Nähe und melden uns, sobald jemand zugesagt hat.',
      `${service}\n${day}, ${time} Uhr\n${place}`,
      ...(freeCancelUntil ? [`Absagen können Sie kostenlos bis ${freeCancelUntil} Uhr.`] : [])
    ],
    action: 'Auftrag ansehen'
  }),
  helperFound: ({ helper, service, day, time, contactHours }) => ({
    subject: `${helper} kommt am ${day} zu Ihnen`,
    paragraphs: [
      `${helper} hat Ihren Auftrag angenommen und ruft Sie in den nächsten ${contactHours} Stunden an, um alles zu besprechen.`,
      `${service}\n${day}, ${time} Uhr`
    ],
    action: 'Auftrag ansehen'
  }),
  appointmentAsked: ({ helper, service, before, after }) => ({
    subject: `Passt Ihnen der neue Termin am ${after.day}, ${after.time} Uhr?`,
    paragraphs: [
      `${helper} hat notiert, dass Sie sich einen anderen Termin wünschen. Er gilt erst, wenn Sie ihn bestätigen; bis dahin bleibt es beim bisherigen.`,
      `${service}\nBisher: ${before.day}, ${before.time} Uhr\nNeu: ${after.day}, ${after.time} Uhr`
    ],
    action: 'Neuen Termin bestätigen'
  }),
  appointmentMoved: ({ helper, service, before, after, place, freeCancelUntil }) => ({
    subject: `Neuer Termin am ${after.day}, ${after.time} Uhr: ${service}`,
    paragraphs: [
      `Ihr Termin mit ${helper} ist auf Ihren Wunsch verschoben. Der bisherige gilt nicht mehr.`,
      `${service}\nBisher: ${before.day}, ${before.time} Uhr\nNeu: ${after.day}, ${after.time} Uhr\n${place}`,
      ...(freeCancelUntil ? [`Absagen können Sie kostenlos bis ${freeCancelUntil} Uhr.`] : [])
    ],
    action: 'Auftrag ansehen'
  }),
  cancelled: ({ service, day, time, isBySupport, cancelFee }) => ({
    subject: `Storniert: ${service} am ${day}`,
    paragraphs: [
      isBySupport
        ? 'Ihr Besuch wurde durch unseren Support storniert und findet nicht statt.'
        : 'wir haben Ihre Stornierung erhalten. Der Besuch findet nicht statt.',
      `${service}\n${day}, ${time} Uhr`,
      cancelFee
        ? `Für die kurzfristige Stornierung berechnen wir ${cancelFee}. Die Rechnung erhalten Sie mit einer eigenen Mail.`
        : 'Es entstehen Ihnen keine Kosten.'
    ],
    action: 'Auftrag ansehen'
  }),
  onTheWay: ({ helper, eta, service }) => ({
    subject: `${helper} ist unterwegs, Ankunft etwa ${eta} Uhr`,
    paragraphs: [
      `${helper} ist unterwegs zu Ihnen (${service}) und wird etwa um ${eta} Uhr da sein.`
    ],
    action: 'Ankunft verfolgen'
  }),
  invoice: ({ number, total, helper, feeFor, canRate }) => ({
    subject: `Ihre Rechnung ${number} über ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Ihr Besuch wurde kurzfristig storniert. Für die freigehaltene Zeit erhalten Sie die Rechnung ${number} über ${total}. Sie hängt an dieser Mail.`
        : feeFor === 'journey'
          ? `der vereinbarte Besuch konnte nicht ausgeführt werden. Für die Anfahrt erhalten Sie die Rechnung ${number} über ${total}. Sie hängt an dieser Mail.`
          : `${helper} ist fertig. Ihre Rechnung ${number} über ${total} hängt an dieser Mail.`,
      ...(canRate ? [`Waren Sie zufrieden? Ihre Bewertung hilft ${helper} und anderen.`] : [])
    ],
    action: canRate ? 'Bewertung abgeben' : 'Auftrag ansehen'
  })
};

const en: Words = {
  booked: ({ service, day, time, place, freeCancelUntil }) => ({
    subject: `Your appointment on ${day}: ${service}`,
    paragraphs: [
      'Thank you for your order. We are now looking for someone near you and will write to you as soon as someone has accepted.',
      `${service}\n${day}, ${time}\n${place}`,
      ...(freeCancelUntil ? [`You can cancel free of charge until ${freeCancelUntil}.`] : [])
    ],
    action: 'View your order'
  }),
  helperFound: ({ helper, service, day, time, contactHours }) => ({
    subject: `${helper} comes to you on ${day}`,
    paragraphs: [
      `${helper} has accepted your order and will call you within the next ${contactHours} hours to talk everything through.`,
      `${service}\n${day}, ${time}`
    ],
    action: 'View your order'
  }),
  appointmentAsked: ({ helper, service, before, after }) => ({
    subject: `Does ${after.day}, ${after.time} suit you instead?`,
    paragraphs: [
      `${helper} has noted that you would like another time. It only counts once you have agreed to it; until then the appointment stays as it is.`,
      `${service}\nSo far: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}`
    ],
    action: 'Agree to the new time'
  }),
  appointmentMoved: ({ helper, service, before, after, place, freeCancelUntil }) => ({
    subject: `New appointment on ${after.day}, ${after.time}: ${service}`,
    paragraphs: [
      `Your appointment with ${helper} was moved as you wished. The earlier one no longer counts.`,
      `${service}\nSo far: ${before.day}, ${before.time}\nNew: ${after.day}, ${after.time}\n${place}`,
      ...(freeCancelUntil ? [`You can cancel free of charge until ${freeCancelUntil}.`] : [])
    ],
    action: 'View your order'
  }),
  cancelled: ({ service, day, time, isBySupport, cancelFee }) => ({
    subject: `Cancelled: ${service} on ${day}`,
    paragraphs: [
      isBySupport
        ? 'Your visit was cancelled by our support and will not take place.'
        : 'We have received your cancellation. The visit will not take place.',
      `${service}\n${day}, ${time}`,
      cancelFee
        ? `We charge ${cancelFee} for cancelling at short notice. The invoice comes in a mail of its own.`
        : 'You are charged nothing.'
    ],
    action: 'View your order'
  }),
  onTheWay: ({ helper, eta, service }) => ({
    subject: `${helper} is on the way, arriving at about ${eta}`,
    paragraphs: [`${helper} is on the way to you (${service}) and will be there at about ${eta}.`],
    action: 'Follow the arrival'
  }),
  invoice: ({ number, total, helper, feeFor, canRate }) => ({
    subject: `Your invoice ${number} for ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Your visit was cancelled at short notice. Invoice ${number} for the time kept free, ${total}, is attached.`
        : feeFor === 'journey'
          ? `The visit that was agreed could not be carried out. Invoice ${number} for the journey, ${total}, is attached.`
          : `${helper} has finished. Your invoice ${number} for ${total} is attached.`,
      ...(canRate ? [`Were you satisfied? Your rating helps ${helper} and others.`] : [])
    ],
    action: canRate ? 'Leave a rating' : 'View your order'
  })
};

export const MAIL_WORDS: Record<Locale, Words> = { de, en };

export interface MailFrame {
  greeting(name: string): string;
  help(support: { phone: string; email: string }): string;
  regards: string;
  footer: string;
}

export const MAIL_FRAME: Record<Locale, MailFrame> = {
  de: {
    greeting: (name) => `Guten Tag ${name},`,
    help: ({ phone, email }) => `Fragen? Sie erreichen uns unter ${phone} und ${email}.`,
    regards: 'Freundliche Grüße\nIhr Team von Mila Onsite',
    footer: 'Sie erhalten diese Mail, weil Sie bei uns einen Auftrag erteilt haben.'
  },
  en: {
    greeting: (name) => `Dear ${name},`,
    help: ({ phone, email }) => `Questions? You reach us at ${phone} and ${email}.`,
    regards: 'Kind regards\nYour Mila Onsite team',
    footer: 'You receive this mail because you placed an order with us.'
  }
};
