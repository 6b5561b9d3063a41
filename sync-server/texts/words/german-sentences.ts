import type { MailFacts } from '../mail-facts.ts';
import type { Sentences } from '../sentence-kinds.ts';

const PAID_BY: Record<MailFacts['payment'], (days: number) => string> = {
  directDebit: () => 'per Lastschrift',
  card: () => 'mit Ihrer Karte',
  invoice: (days) => `auf Rechnung innerhalb von ${days} Tagen`
};

export const GERMAN_SENTENCES: Sentences = {
  costs: ({ price, payment, paymentDays }) =>
    `Gesamtpreis inkl. MwSt.: ${price}. Sie zahlen nach dem Besuch ${PAID_BY[payment](paymentDays)}.`,
  cancelling: ({ freeCancelUntil, graceMinutes }) =>
    freeCancelUntil
      ? `Stornieren können Sie kostenlos bis ${freeCancelUntil} Uhr und immer, solange niemand zugesagt hat.`
      : `Stornieren können Sie kostenlos, solange niemand zugesagt hat, und danach noch ${graceMinutes} Minuten, längstens bis die Hilfe losfährt.`,
  freeUntil: ({ freeCancelUntil }) =>
    freeCancelUntil ? `Stornieren können Sie kostenlos bis ${freeCancelUntil} Uhr.` : '',
  cancelledBy: ({ isBySupport }) =>
    isBySupport
      ? 'Ihr Besuch wurde durch unseren Support storniert und findet nicht statt.'
      : 'wir haben Ihre Stornierung erhalten. Der Besuch findet nicht statt.',
  cancelCosts: ({ cancelFee }) =>
    cancelFee
      ? `Für die kurzfristige Stornierung berechnen wir ${cancelFee} (Stornogebühr). Die Rechnung erhalten Sie in einer eigenen E-Mail.`
      : 'Es entstehen Ihnen keine Kosten.',
  inDays: (days) => (days === 1 ? 'morgen' : `in ${days} Tagen`),
  needed: {
    before: 'Ohne ein gültiges bekommen Sie ab diesem Tag keine Aufträge mehr.',
    after: 'Bis ein gültiges da und geprüft ist, bekommen Sie keine neuen Aufträge.'
  }
};
