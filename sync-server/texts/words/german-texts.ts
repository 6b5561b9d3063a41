import type { MailText } from '#domain/operator/mail-texts-view.ts';
import { GERMAN_HELPER_TEXTS } from './german-helper-texts.ts';
import { only, paragraphs } from './paragraphs.ts';
import type { TextKind } from '../text-kinds.ts';

export const GERMAN_TEXTS: Record<TextKind, MailText> = {
  booked: {
    subject: 'Ihre Anfrage für {day}: {service}',
    body: paragraphs(
      'vielen Dank für Ihre Anfrage. Wir suchen jetzt jemanden in Ihrer Nähe und schreiben Ihnen, sobald jemand zugesagt hat. Erst dann steht der Termin.',
      '{service}\nWunschtermin: {day}, {time} Uhr\n{place}',
      '{costs}',
      '{cancelling}'
    ),
    action: 'Anfrage ansehen'
  },
  unplaced: {
    subject: 'Ihre Anfrage für {day}: noch niemand gefunden',
    body: paragraphs(
      'bisher hat leider niemand zugesagt. Unser Support kümmert sich darum und schreibt Ihnen, sobald jemand gefunden ist. Solange niemand zugesagt hat, kommt niemand, und es entstehen keine Kosten.',
      '{service}\nWunschtermin: {day}, {time} Uhr'
    ),
    action: 'Anfrage ansehen'
  },
  expired: {
    subject: 'Ihre Anfrage für {day}: leider niemand gefunden',
    body: paragraphs(
      'für Ihren Wunschtermin hat sich leider niemand gefunden. Es kommt niemand, und es entstehen Ihnen keine Kosten. Möchten Sie es mit einem anderen Termin versuchen, stellen Sie bitte eine neue Anfrage.',
      '{service}\nWunschtermin: {day}, {time} Uhr'
    ),
    action: 'Anfrage ansehen'
  },
  helperFound: {
    subject: '{helper} kommt am {day} zu Ihnen',
    body: paragraphs(
      '{helper} hat zugesagt und ruft Sie in den nächsten {hours} Stunden an, um alles zu besprechen.',
      '{service}\n{day}, {time} Uhr',
      '{freeUntil}'
    ),
    action: 'Auftrag ansehen'
  },
  helperLost: {
    subject: 'Ihre Anfrage für {day}: Wir suchen noch einmal',
    body: paragraphs(
      '{helper} kann leider nicht zu Ihnen kommen. Wir suchen jetzt jemand anderen und schreiben Ihnen, sobald jemand zugesagt hat.',
      '{service}\nWunschtermin: {day}, {time} Uhr'
    ),
    action: 'Anfrage ansehen'
  },
  helperBack: {
    subject: '{helper} kommt nun doch am {day} zu Ihnen',
    body: paragraphs(
      'gute Nachricht: {helper} kommt wie zuerst vereinbart. Was wir Ihnen zuletzt geschrieben haben, gilt nicht mehr.',
      '{service}\n{day}, {time} Uhr'
    ),
    action: 'Auftrag ansehen'
  },
  appointmentAsked: {
    subject: 'Passt Ihnen der neue Termin am {newDay}, {newTime} Uhr?',
    body: paragraphs(
      '{helper} hat notiert, dass Sie sich einen anderen Termin wünschen. Er gilt erst, wenn Sie ihn bestätigen; bis dahin bleibt es beim bisherigen.',
      '{service}\nBisher: {oldDay}, {oldTime} Uhr\nNeu: {newDay}, {newTime} Uhr'
    ),
    action: 'Neuen Termin bestätigen'
  },
  appointmentMoved: {
    subject: 'Neuer Termin am {newDay}, {newTime} Uhr: {service}',
    body: paragraphs(
      'Ihr Termin mit {helper} wurde auf Ihren Wunsch verschoben. Der bisherige gilt nicht mehr.',
      '{service}\nBisher: {oldDay}, {oldTime} Uhr\nNeu: {newDay}, {newTime} Uhr\n{place}',
      '{freeUntil}'
    ),
    action: 'Auftrag ansehen'
  },
  onTheWay: {
    subject: '{helper} ist unterwegs, Ankunft etwa {eta} Uhr',
    body: paragraphs(
      '{helper} ist unterwegs zu Ihnen ({service}) und wird etwa um {eta} Uhr da sein.'
    ),
    action: 'Ankunft verfolgen'
  },
  cancelled: {
    subject: 'Storniert: {service} am {day}',
    body: paragraphs('{cancelledBy}', '{service}\n{day}, {time} Uhr', '{cancelCosts}'),
    action: 'Auftrag ansehen'
  },
  requestCancelled: {
    subject: 'Ihre Anfrage für {day} ist storniert: {service}',
    body: paragraphs('{cancelledBy}', '{service}\n{day}, {time} Uhr', '{cancelCosts}'),
    action: 'Auftrag ansehen'
  },
  invoice: {
    subject: 'Ihre Rechnung {number} über {total}',
    body: paragraphs(
      '{helper} ist fertig. Ihre Rechnung {number} über {total} finden Sie im Anhang.',
      'Waren Sie zufrieden? Ihre Bewertung hilft {helper} und anderen.'
    ),
    action: 'Bewertung abgeben'
  },
  invoiceRated: {
    subject: 'Ihre Rechnung {number} über {total}',
    body: paragraphs(
      '{helper} ist fertig. Ihre Rechnung {number} über {total} finden Sie im Anhang.'
    ),
    action: 'Auftrag ansehen'
  },
  invoiceSettled: {
    subject: 'Ihre Rechnung {number} über {total}',
    body: paragraphs(
      'die Rechnung {number} über {total} für den Besuch von {helper}, wie vereinbart, finden Sie im Anhang.'
    ),
    action: 'Auftrag ansehen'
  },
  invoiceOfJourney: {
    subject: 'Ihre Rechnung {number} über {total}',
    body: paragraphs(
      'der vereinbarte Besuch konnte nicht ausgeführt werden. Die Rechnung {number} über die Anfahrtspauschale von {total} finden Sie im Anhang.'
    ),
    action: 'Auftrag ansehen'
  },
  invoiceOfCancelling: {
    subject: 'Ihre Rechnung {number} über {total}',
    body: paragraphs(
      'Ihr Besuch wurde kurzfristig storniert. Die Rechnung {number} über die Stornogebühr von {total} finden Sie im Anhang.'
    ),
    action: 'Auftrag ansehen'
  },
  ...GERMAN_HELPER_TEXTS,
  'frame.greeting': only('Guten Tag {name},'),
  'frame.greetingNobody': only('Guten Tag,'),
  'frame.help': only('Fragen? Sie erreichen uns unter {phone} und {email}.'),
  'frame.regards': only('Freundliche Grüße\nIhr Team von Mila Onsite'),
  'frame.footer': only('Sie erhalten diese E-Mail, weil Sie bei uns einen Besuch angefragt haben.'),
  'frame.helperFooter': only(
    'Sie erhalten diese E-Mail, weil Sie bei uns helfen oder sich beworben haben.'
  )
};
