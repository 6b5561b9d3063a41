import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRound } from '#domain/order/advance-order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { paymentText, phaseWords, stationName } from '../../src/lib/tracking/order/phase-words.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { anOfferedOrder, anOrder, anOrderAfter, NOW } from '../support/builders.ts';

beforeAll(() => setLocale('de', { reload: false }));
afterAll(() => setLocale('en', { reload: false }));

/** Cancelled at short notice, or in time, by the customer. */
function headline(billing: 'none' | 'due' | 'held', feeMinor: number): string {
  const { job, ...order } = anOrderAfter('offer.accept');
  const payer = feeMinor > 0 ? ('customer' as const) : ('nobody' as const);
  const cancellation = { at: NOW, by: 'customer', reason: '', payer, feeMinor } as const;
  const cancelled = {
    ...job,
    state: 'cancelled' as const,
    cancellation,
    billing: { ...job.billing, state: billing }
  };
  return phaseWords(customerViewOf({ ...order, job: cancelled }, NOW, null)).text;
}

it('[R27.13] a cancelled visit names its fee, or says that there is none', () => {
  expect(headline('due', 1750)).toMatch(/berechnen wir .*17[.,]50/);
  expect(headline('none', 0)).toContain('keine Kosten');
});

it.each([1750, 0])('[R15.12] says neither while support looks at it (fee %i)', (feeMinor) => {
  const text = headline('held', feeMinor);
  expect(text).toContain('prüft gerade unser Support');
  expect(text).not.toMatch(/17|keine Kosten/);
});

it.each([
  ['nobody has it', () => anOfferedOrder(), 'Hilfe wird gesucht'],
  ['somebody has it', () => anOrderAfter('offer.accept'), 'Besuch wird besprochen'],
  ['they have talked', () => anOrderAfter('customer.contacted'), 'Bestätigung folgt'],
  ['it is confirmed', () => anOrderAfter('appointment.confirm'), 'Anfahrt am Besuchstag'],
  ['somebody is on the way', () => anOrderAfter('travel.start'), 'Unterwegs'],
  ['they are there', () => anOrderAfter('visit.arrive'), 'Bei Ihnen']
])('[R11.6, R11.8] names the present station as what goes on while %s', (_when, order, name) => {
  const { journey } = customerViewOf(order(), NOW, null);
  expect(stationName(journey.find(({ state }) => state === 'current')!)).toBe(name);
  expect(stationName(journey[0]!)).toBe('Angefragt');
  expect(stationName(journey.at(-1)!)).toBe('Unterschrift');
});

it('[R15.40] how it is paid is said by the method, and of nothing that is due as if it were', () => {
  expect(paymentText({ payment: 'invoice', paymentTermDays: 14 }, false)).toContain(
    'eine Rechnung, zahlbar innerhalb von 14 Tagen'
  );
  expect(paymentText({ payment: 'invoice', paymentTermDays: 14 }, true)).not.toContain('abgebucht');
  expect(paymentText({ payment: 'directDebit', paymentTermDays: 14 }, false)).toContain(
    'abgebucht'
  );
  expect(paymentText({ payment: 'card', paymentTermDays: 14 }, true)).toContain('Karte');
});

it('[R5.20] an order without anybody says what is so, before its time and after', () => {
  const order = startRound(anOrder(), [], NOW);
  const words = (at: number) => phaseWords(customerViewOf(order, at, null));
  expect(words(NOW).head).toBe('Bisher hat niemand zugesagt');
  expect(words(order.job.appointment.startsAt).text).toContain('Es kommt niemand');
});
