import type { MailFacts, MailFrame, MailWords } from './mail-texts.ts';

type Price = Pick<MailFacts, 'price' | 'payment' | 'paymentDays'>;
type Cancelling = Pick<MailFacts, 'freeCancelUntil' | 'graceMinutes'>;

const PAID_BY: Record<MailFacts['payment'], (days: number) => string> = {
  directDebit: () => 'per Lastschrift',
  card: () => 'mit Ihrer Karte',
  invoice: (days) => `auf Rechnung innerhalb von ${days} Tagen`
};
const costs = ({ price, payment, paymentDays }: Price) =>
  `Gesamtpreis inkl. MwSt.: ${price}. Sie zahlen nach dem Besuch ${PAID_BY[payment](paymentDays)}.`;

/** Before somebody has accepted: what will hold then, whenever that is. */
const cancelsFree = ({ freeCancelUntil, graceMinutes }: Cancelling) =>
  freeCancelUntil
    ? `Stornieren können Sie kostenlos bis ${freeCancelUntil} Uhr und immer, solange niemand zugesagt hat.`
    : `Stornieren können Sie kostenlos, solange niemand zugesagt hat, und danach noch ${graceMinutes} Minuten, längstens bis die Hilfe losfährt.`;
const freeUntil = ({ freeCancelUntil }: Cancelling) =>
  freeCancelUntil ? [`Stornieren können Sie kostenlos bis ${freeCancelUntil} Uhr.`] : [];

export const GERMAN_WORDS: MailWords = {
  booked: ({ service, day, time, place, ...facts }) => ({
    subject: `Ihre Anfrage für ${day}: ${service}`,
    paragraphs: [
      'vielen Dank für Ihre Anfrage. Wir suchen jetzt jemanden in Ihrer Nähe und schreiben Ihnen, sobald jemand zugesagt hat. Erst dann steht der Termin.',
      `${service}\nWunschtermin: ${day}, ${time} Uhr\n${place}`,
      costs(facts),
      cancelsFree(facts)
    ],
    action: 'Anfrage ansehen'
  }),
  unplaced: ({ service, day, time }) => ({
    subject: `Ihre Anfrage für ${day}: noch niemand gefunden`,
    paragraphs: [
      'bisher hat leider niemand zugesagt. Unser Support kümmert sich darum und schreibt Ihnen, sobald jemand gefunden ist. Solange niemand zugesagt hat, kommt niemand, und es entstehen keine Kosten.',
      `${service}\nWunschtermin: ${day}, ${time} Uhr`
    ],
    action: 'Anfrage ansehen'
  }),
  expired: ({ service, day, time }) => ({
    subject: `Ihre Anfrage für ${day}: leider niemand gefunden`,
    paragraphs: [
      'für Ihren Wunschtermin hat sich leider niemand gefunden. Es kommt niemand, und es entstehen Ihnen keine Kosten. Möchten Sie es mit einem anderen Termin versuchen, stellen Sie bitte eine neue Anfrage.',
      `${service}\nWunschtermin: ${day}, ${time} Uhr`
    ],
    action: 'Anfrage ansehen'
  }),
  helperFound: ({ helper, service, day, time, contactHours, ...facts }) => ({
    subject: `${helper} kommt am ${day} zu Ihnen`,
    paragraphs: [
      `${helper} hat zugesagt und ruft Sie in den nächsten ${contactHours} Stunden an, um alles zu besprechen.`,
      `${service}\n${day}, ${time} Uhr`,
      ...freeUntil(facts)
    ],
    action: 'Auftrag ansehen'
  }),
  helperBack: ({ helper, service, day, time }) => ({
    subject: `${helper} kommt nun doch am ${day} zu Ihnen`,
    paragraphs: [
      `gute Nachricht: ${helper} kommt wie zuerst vereinbart. Was wir Ihnen zuletzt geschrieben haben, gilt nicht mehr.`,
      `${service}\n${day}, ${time} Uhr`
    ],
    action: 'Auftrag ansehen'
  }),
  helperLost: ({ helper, service, day, time }) => ({
    subject: `Ihre Anfrage für ${day}: Wir suchen noch einmal`,
    paragraphs: [
      `${helper} kann leider nicht zu Ihnen kommen. Wir suchen jetzt jemand anderen und schreiben Ihnen, sobald jemand zugesagt hat.`,
      `${service}\nWunschtermin: ${day}, ${time} Uhr`
    ],
    action: 'Anfrage ansehen'
  }),
  appointmentAsked: ({ helper, service, before, after }) => ({
    subject: `Passt Ihnen der neue Termin am ${after.day}, ${after.time} Uhr?`,
    paragraphs: [
      `${helper} hat notiert, dass Sie sich einen anderen Termin wünschen. Er gilt erst, wenn Sie ihn bestätigen; bis dahin bleibt es beim bisherigen.`,
      `${service}\nBisher: ${before.day}, ${before.time} Uhr\nNeu: ${after.day}, ${after.time} Uhr`
    ],
    action: 'Neuen Termin bestätigen'
  }),
  appointmentMoved: ({ helper, service, before, after, place, ...facts }) => ({
    subject: `Neuer Termin am ${after.day}, ${after.time} Uhr: ${service}`,
    paragraphs: [
      `Ihr Termin mit ${helper} wurde auf Ihren Wunsch verschoben. Der bisherige gilt nicht mehr.`,
      `${service}\nBisher: ${before.day}, ${before.time} Uhr\nNeu: ${after.day}, ${after.time} Uhr\n${place}`,
      ...freeUntil(facts)
    ],
    action: 'Auftrag ansehen'
  }),
  cancelled: ({ service, day, time, isBySupport, cancelFee, wasAccepted }) => ({
    subject: wasAccepted
      ? `Storniert: ${service} am ${day}`
      : `Ihre Anfrage für ${day} ist storniert: ${service}`,
    paragraphs: [
      isBySupport
        ? 'Ihr Besuch wurde durch unseren Support storniert und findet nicht statt.'
        : 'wir haben Ihre Stornierung erhalten. Der Besuch findet nicht statt.',
      `${service}\n${day}, ${time} Uhr`,
      cancelFee
        ? `Für die kurzfristige Stornierung berechnen wir ${cancelFee} (Stornogebühr). Die Rechnung erhalten Sie in einer eigenen E-Mail.`
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
  invoice: ({ number, total, helper, feeFor, isSettled, canRate }) => ({
    subject: `Ihre Rechnung ${number} über ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Ihr Besuch wurde kurzfristig storniert. Die Rechnung ${number} über die Stornogebühr von ${total} finden Sie im Anhang.`
        : feeFor === 'journey'
          ? `der vereinbarte Besuch konnte nicht ausgeführt werden. Die Rechnung ${number} über die Anfahrtspauschale von ${total} finden Sie im Anhang.`
          : isSettled
            ? `die Rechnung ${number} über ${total} für den Besuch von ${helper}, wie vereinbart, finden Sie im Anhang.`
            : `${helper} ist fertig. Ihre Rechnung ${number} über ${total} finden Sie im Anhang.`,
      ...(canRate ? [`Waren Sie zufrieden? Ihre Bewertung hilft ${helper} und anderen.`] : [])
    ],
    action: canRate ? 'Bewertung abgeben' : 'Auftrag ansehen'
  })
};

export const GERMAN_FRAME: MailFrame = {
  greeting: (name) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  help: ({ phone, email }) => `Fragen? Sie erreichen uns unter ${phone} und ${email}.`,
  regards: 'Freundliche Grüße\nIhr Team von Mila Onsite',
  footer: 'Sie erhalten diese E-Mail, weil Sie bei uns einen Besuch angefragt haben.'
};
