import type { MailFrame, MailWords } from './mail-texts.ts';

export const GERMAN_WORDS: MailWords = {
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
  invoice: ({ number, total, helper, feeFor, isSettled, canRate }) => ({
    subject: `Ihre Rechnung ${number} über ${total}`,
    paragraphs: [
      feeFor === 'cancellation'
        ? `Ihr Besuch wurde kurzfristig storniert. Für die freigehaltene Zeit erhalten Sie die Rechnung ${number} über ${total}. Sie hängt an dieser Mail.`
        : feeFor === 'journey'
          ? `der vereinbarte Besuch konnte nicht ausgeführt werden. Für die Anfahrt erhalten Sie die Rechnung ${number} über ${total}. Sie hängt an dieser Mail.`
          : isSettled
            ? `für den Besuch von ${helper} erhalten Sie, was vereinbart war, als Rechnung ${number} über ${total}. Sie hängt an dieser Mail.`
            : `${helper} ist fertig. Ihre Rechnung ${number} über ${total} hängt an dieser Mail.`,
      ...(canRate ? [`Waren Sie zufrieden? Ihre Bewertung hilft ${helper} und anderen.`] : [])
    ],
    action: canRate ? 'Bewertung abgeben' : 'Auftrag ansehen'
  })
};

export const GERMAN_FRAME: MailFrame = {
  greeting: (name) => `Guten Tag ${name},`,
  help: ({ phone, email }) => `Fragen? Sie erreichen uns unter ${phone} und ${email}.`,
  regards: 'Freundliche Grüße\nIhr Team von Mila Onsite',
  footer: 'Sie erhalten diese Mail, weil Sie bei uns einen Auftrag erteilt haben.'
};
