import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { dayAt, newInvoice, type Issuer } from '#domain/billing/invoice.ts';
import type { Job } from '#domain/order/job.ts';
import type { PaymentMethod } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { NOW } from '../../support/builders.ts';
import { completed, failed } from '../../support/ended-jobs.ts';

const ISSUER: Issuer = {
  name: 'Mila AG',
  street: 'Bahnhofstrasse 1',
  postcode: '8001',
  city: 'Zürich',
  country: 'CH',
  manager: 'Lea Frei',
  vatId: 'CHE-123.456.789 MWST',
  register: 'Zürich',
  phone: '+41 44 555 00 00',
  email: 'post@example.org',
  website: 'https://example.org',
  bank: { name: 'Kantonalbank', iban: 'CH5604835012345678009' }
};
const issuedAt = NOW + 50 * HOUR_MS;
const invoiceOf = (job: Job, payment: PaymentMethod) =>
  newInvoice({
    ...{ job, bill: billOf(job)!, payment, number: 'CH-2026-000007', issuedAt, issuer: ISSUER }
  });

describe('an invoice, written out', () => {
  it('[R22.1, R24.4, M3.1] of a completed visit that is paid by transfer', () => {
    const { issuer, ...invoice } = invoiceOf(completed(aFullJob()), { kind: 'invoice' });
    expect(issuer).toBe(ISSUER);
    expect(invoice).toEqual({
      _id: 'invoice:order1',
      currency: 'CHF',
      issuedAt: 1781082000000,
      issuedOn: '2026-06-10',
      kind: 'completion',
      language: 'de',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          title: 'WLAN einrichten',
          unitMinor: 7900,
          vatBps: 0
        },
        {
          amountMinor: 2000,
          kind: 'additionalWork',
          quantity: 1,
          title: 'zweiter Router',
          unitMinor: 2000,
          vatBps: 0
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          title: 'Kabel',
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          title: 'Happiness-Garantie',
          unitMinor: 490,
          vatBps: 810
        }
      ],
      market: 'CH',
      number: 'CH-2026-000007',
      order: 'order1',
      payment: {
        dueOn: '2026-06-24',
        iban: 'CH5604835012345678009',
        kind: 'invoice',
        reference: 'CH-2026-000007'
      },
      performedBy: { name: 'Anna Muster', role: 'friend' },
      recipient: {
        company: 'Keller AG',
        country: 'CH',
        name: 'Rosa Keller',
        place: '4051 Basel',
        street: 'Steinenvorstadt 12'
      },
      service: { from: '2026-06-10', to: '2026-06-10' },
      signed: { at: 1781078400000, name: 'Rosa Keller', statementHash: 'h' },
      timeZone: 'Europe/Zurich',
      totalMinor: 16360,
      type: 'invoice',
      vat: [
        { bps: 810, grossMinor: 6460, netMinor: 5976, vatMinor: 484 },
        { bps: 0, grossMinor: 9900, netMinor: 9900, vatMinor: 0 }
      ]
    });
  });

  it('[R24.4, R26.6] of a failed visit, in the customer’s language', () => {
    const job = failed('customerAbsent', 'pro');
    const english: Job = { ...job, customer: { ...job.customer, locale: 'en' } };
    const { kind, lines, signed, language, performedBy } = invoiceOf(english, { kind: 'invoice' });
    expect({ kind, lines, signed, language, performedBy }).toEqual({
      kind: 'visitFee',
      language: 'en',
      lines: [
        {
          amountMinor: 3500,
          kind: 'visitFee',
          quantity: 1,
          title: 'Visit fee',
          unitMinor: 3500,
          vatBps: 810
        }
      ],
      performedBy: { name: 'Anna Muster', role: 'pro' },
      signed: null
    });
  });

  it('[R21.4] says the last four digits of an account or a card and nothing else of it', () => {
    const job = completed(aFullJob());
    const iban = 'CH93 0076 2011 6238 5295 7';
    expect(
      invoiceOf(job, { kind: 'directDebit', accountHolder: 'Rosa Keller', iban }).payment
    ).toEqual({ kind: 'directDebit', accountHolder: 'Rosa Keller', ibanLast4: '2957' });
    const card = invoiceOf(job, { kind: 'card', reference: 'card_0123456789' });
    expect(card.payment).toEqual({ kind: 'card', last4: '6789' });
    expect(JSON.stringify(card)).not.toContain('card_0123');
  });

  it('[M4.1] names nobody where nobody had the job', () => {
    const job = { ...completed(aFullJob()), provider: null };
    expect(invoiceOf(job, { kind: 'invoice' }).performedBy).toEqual({ name: '', role: 'friend' });
  });

  it('[R24.2] has the days of the place: from arriving to the end, or the end alone', () => {
    // 23:30 in Zurich on the 10th, and half past midnight.
    const arrivedAt = Date.parse('2026-06-10T21:30:00Z');
    const at = Date.parse('2026-06-10T22:30:00Z');
    const job = completed(aFullJob('friend', { arrivedAt }));
    const late = { ...job, completion: { ...job.completion!, at } };
    const service = (each: Job) => invoiceOf(each, { kind: 'invoice' }).service;
    expect(service(late)).toEqual({ from: '2026-06-10', to: '2026-06-11' });
    expect(service({ ...late, arrivedAt: null })).toEqual({ from: '2026-06-11', to: '2026-06-11' });
    // A clock that ran ahead at the arrival: never a visit that ends before it began.
    expect(service({ ...late, arrivedAt: at + 48 * HOUR_MS })).toEqual({
      from: '2026-06-11',
      to: '2026-06-11'
    });
    expect(dayAt(at, 'UTC')).toBe('2026-06-10');
  });

  // 14 × 24 hours are 15 days of the calendar in March and 13 in October.
  it.each([
    ['2026-03-24T22:30:00Z', '2026-03-24', '2026-04-07'],
    ['2026-03-15T23:30:00Z', '2026-03-16', '2026-03-30'],
    ['2026-10-19T22:30:00Z', '2026-10-20', '2026-11-03'],
    ['2026-10-11T21:59:00Z', '2026-10-11', '2026-10-25'],
    ['2027-12-31T23:30:00Z', '2028-01-01', '2028-01-15'],
    ['2028-02-20T12:00:00Z', '2028-02-20', '2028-03-05']
  ])('[R21.7] of %s, the %s there, is due on %s', (issued, issuedOn, dueOn) => {
    const job = completed(aFullJob());
    const invoice = newInvoice({
      ...{ job, bill: billOf(job)!, payment: { kind: 'invoice' }, number: 'CH-2026-000007' },
      ...{ issuedAt: Date.parse(issued), issuer: ISSUER }
    });
    expect(invoice).toMatchObject({ issuedOn, payment: { dueOn } });
  });

  it('[R24.4] has no empty ends where parts of the address are missing', () => {
    const job = completed(aFullJob());
    const place = { ...job.place, street: '', postcode: '' };
    const { recipient } = invoiceOf({ ...job, place }, { kind: 'invoice' });
    expect(recipient).toMatchObject({ street: '12', place: 'Basel' });
  });
});
