import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { cancelFee, cancelFeeMinor, cancelTiers } from '#domain/billing/cancellation.ts';
import { applyChargeOutcome, newCharge, type ChargeOutcome } from '#domain/billing/charge.ts';
import { dayAt, newInvoice, type Issuer } from '#domain/billing/invoice.ts';
import {
  chargeTransaction,
  completionTransaction,
  failedVisitTransaction,
  imbalance,
  payoutTransaction
} from '#domain/billing/journal.ts';
import { earningOf, newPayoutLine, type PayoutLine } from '#domain/billing/payout-line.ts';
import { newPayout } from '#domain/billing/payout.ts';
import type { Job } from '#domain/order/job.ts';
import { NEVER, type PaymentMethod } from '#domain/order/order.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { priceLines } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { aJob, FACTS, NOW, SIGNATURE } from '../../support/builders.ts';

const AT = NOW + 49 * HOUR_MS;

function completed(job: Job): Job {
  const statement = buildStatement(job, FACTS);
  const completion = { action: 'a', at: AT, statement, statementHash: 'h', signature: SIGNATURE };
  return { ...job, state: 'completed', completion };
}

const failed = (cause: NonNullable<Job['failure']>['cause'], role: 'friend' | 'pro' = 'friend') =>
  aFullJob(role, { state: 'failed', failure: { at: AT, cause, note: '' } });

const cancelled = (payer: 'customer' | 'platform' | 'nobody', feeMinor: number, job = aFullJob()) =>
  ({
    ...job,
    state: 'cancelled',
    cancellation: { at: AT, by: 'support', reason: '', payer, feeMinor }
  }) satisfies Job;

const FRIENDS = billOf(completed(aFullJob()))!;
const PROS = billOf(completed(aFullJob('pro')))!;

describe('a bill, written out', () => {
  it('[R13.7, R20.1, R18.1, R22.1] of a Friend’s visit: extra work and a product beside the booked service', () => {
    expect(FRIENDS).toEqual({
      at: 1781078400000,
      kind: 'completion',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
          unitMinor: 7900,
          vatBps: 0
        },
        {
          amountMinor: 2000,
          kind: 'additionalWork',
          quantity: 1,
          ref: null,
          title: { de: 'zweiter Router', en: 'zweiter Router' },
          unitMinor: 2000,
          vatBps: 0
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: { de: 'Kabel', en: 'Cable' },
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: { de: 'Happiness Garantie', en: 'Happiness guarantee' },
          unitMinor: 490,
          vatBps: 810
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 1832,
        feeMinor: 453,
        merchandiseMinor: 4971,
        payoutLines: [
          { amountMinor: 9900, kind: 'service' },
          { amountMinor: -1980, kind: 'commission' },
          { amountMinor: 552, kind: 'sales' }
        ],
        payoutMinor: 8472,
        totalMinor: 16360,
        vatMinor: 632
      }
    });
  });

  it('[R13.2, R20.2, M4.1] of a Pro’s visit: packages and a product, with VAT on all', () => {
    expect(PROS).toEqual({
      at: 1781078400000,
      kind: 'completion',
      lines: [
        {
          amountMinor: 7900,
          kind: 'service',
          quantity: 1,
          ref: 'wlan',
          title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
          unitMinor: 7900,
          vatBps: 810
        },
        {
          amountMinor: 11800,
          kind: 'package',
          quantity: 2,
          ref: 'tv',
          title: { de: 'TV einrichten', en: 'Set up a TV' },
          unitMinor: 5900,
          vatBps: 810
        },
        {
          amountMinor: 5970,
          kind: 'product',
          quantity: 3,
          ref: 'cable',
          title: { de: 'Kabel', en: 'Cable' },
          unitMinor: 1990,
          vatBps: 810
        },
        {
          amountMinor: 490,
          kind: 'guarantee',
          quantity: 1,
          ref: null,
          title: { de: 'Happiness Garantie', en: 'Happiness guarantee' },
          unitMinor: 490,
          vatBps: 810
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 2734,
        feeMinor: 453,
        merchandiseMinor: 4971,
        payoutLines: [
          { amountMinor: 19700, kind: 'service' },
          { amountMinor: -1476, kind: 'vat' },
          { amountMinor: -2734, kind: 'commission' },
          { amountMinor: 552, kind: 'sales' }
        ],
        payoutMinor: 16042,
        totalMinor: 26160,
        vatMinor: 1960
      }
    });
  });

  it('[R26.1, R26.2, R26.6] of a visit that failed through the customer', () => {
    expect(billOf(failed('customerAbsent'))).toEqual({
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        {
          amountMinor: 3500,
          kind: 'visitFee',
          quantity: 1,
          ref: null,
          title: { de: 'Anfahrtspauschale', en: 'Call-out fee' },
          unitMinor: 3500,
          vatBps: 0
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [{ amountMinor: 3500, kind: 'visitFee' }],
        payoutMinor: 3500,
        totalMinor: 3500,
        vatMinor: 0
      }
    });
  });

  it('[R26.1, R26.3] of a Pro’s visit that failed through nobody', () => {
    expect(billOf(failed('notSolvable', 'pro'))).toEqual({
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        {
          amountMinor: 3500,
          kind: 'visitFee',
          quantity: 1,
          ref: null,
          title: { de: 'Anfahrtspauschale', en: 'Call-out fee' },
          unitMinor: 3500,
          vatBps: 810
        }
      ],
      payer: 'platform',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [
          { amountMinor: 3500, kind: 'visitFee' },
          { amountMinor: -262, kind: 'vat' }
        ],
        payoutMinor: 3238,
        totalMinor: 3500,
        vatMinor: 262
      }
    });
  });

  it('[R27.6, R27.7] of a visit that was cancelled late', () => {
    expect(billOf(cancelled('customer', 1750))).toEqual({
      at: 1781078400000,
      kind: 'cancellation',
      lines: [
        {
          amountMinor: 1750,
          kind: 'cancelFee',
          quantity: 1,
          ref: null,
          title: { de: 'Stornogebühr', en: 'Cancellation fee' },
          unitMinor: 1750,
          vatBps: 0
        }
      ],
      payer: 'customer',
      settlement: {
        commissionMinor: 0,
        feeMinor: 0,
        merchandiseMinor: 0,
        payoutLines: [{ amountMinor: 1750, kind: 'cancelFee' }],
        payoutMinor: 1750,
        totalMinor: 1750,
        vatMinor: 0
      }
    });
    expect(billOf(cancelled('platform', 3500))).toMatchObject({ payer: 'platform', at: AT });
  });

  it.each<[string, Job]>([
    ['failed through the provider', failed('providerPrevented')],
    ['was cancelled free of charge', cancelled('nobody', 0)],
    ['was cancelled, and the fee is nobody’s', cancelled('nobody', 1750)],
    ['was cancelled, and the fee is nothing', cancelled('customer', 0)],
    ['runs', aFullJob()],
    ['is completed without a completion', aFullJob('friend', { state: 'completed' })],
    ['failed without a failure', aFullJob('friend', { state: 'failed' })],
    ['is cancelled without a cancellation', aFullJob('friend', { state: 'cancelled' })],
    ['is held though it was signed', { ...completed(aFullJob()), state: 'held' }],
    ['is held though it failed', { ...failed('customerAbsent'), state: 'held' }],
    ['is held though it was cancelled', { ...cancelled('customer', 1750), state: 'held' }]
  ])('[R15.23, R26.4, R27.8] is none for a visit that %s', (_title, job) => {
    expect(billOf(job)).toBeNull();
  });
});

describe('a settlement, written out', () => {
  it('[M6.1] leaves the odd unit of the VAT with the platform', () => {
    const job = aJob({
      terms: { ...aJob().terms, vatBps: 1900, guaranteeFeeMinor: 290 },
      soldProducts: aFullJob().soldProducts.map((each) => ({ ...each, quantity: 1, unitMinor: 3 }))
    });
    expect(settle(job, priceLines(job))).toEqual({
      commissionMinor: 1328,
      feeMinor: 243,
      merchandiseMinor: 3,
      payoutLines: [
        { amountMinor: 7900, kind: 'service' },
        { amountMinor: -1580, kind: 'commission' }
      ],
      payoutMinor: 6320,
      totalMinor: 8193,
      vatMinor: 299
    });
  });

  it('[R18.1] of products without a guarantee fee takes all VAT of the platform from them', () => {
    const job = aFullJob();
    const lines = priceLines(job).filter(({ kind }) => kind !== 'guarantee');
    expect(settle(job, lines)).toEqual({
      commissionMinor: 1832,
      feeMinor: 0,
      merchandiseMinor: 4971,
      payoutLines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      payoutMinor: 8472,
      totalMinor: 15870,
      vatMinor: 595
    });
  });

  it('[R18.1] counts each product by itself', () => {
    const [cable] = aFullJob().soldProducts;
    const job = aFullJob('friend', {
      soldProducts: [
        { ...cable!, quantity: 1, unitMinor: 105 },
        { ...cable!, quantity: 2, unitMinor: 1000, salesCommissionBps: 500 },
        { ...cable!, quantity: 1, unitMinor: 5000, salesCommissionBps: 0 }
      ]
    });
    const { payoutLines, merchandiseMinor } = settle(job, priceLines(job));
    // 10 % of 97 net, 5 % of 1,850 net.
    expect(payoutLines.at(-1)).toEqual({ kind: 'sales', amountMinor: 10 + 93 });
    expect(merchandiseMinor).toBe(7105 - 532 - 103);
  });
});

describe('the journal, written out', () => {
  it('[M7.1] of a completed visit', () => {
    expect(completionTransaction('order1', 'anna', 'CHF', FRIENDS)).toEqual({
      _id: 'tx:completion:order1',
      at: 1781078400000,
      kind: 'completion',
      lines: [
        { account: 'receivable', amountMinor: 16360, currency: 'CHF', party: 'order:order1' },
        { account: 'providerPayable', amountMinor: -8472, currency: 'CHF', party: 'provider:anna' },
        { account: 'commission', amountMinor: -1832, currency: 'CHF', party: null },
        { account: 'guaranteeFee', amountMinor: -453, currency: 'CHF', party: null },
        { account: 'merchandise', amountMinor: -4971, currency: 'CHF', party: null },
        { account: 'vatPayable', amountMinor: -632, currency: 'CHF', party: null }
      ],
      ref: 'order1',
      type: 'transaction'
    });
  });

  it('[M7.1] of a failed visit that the platform pays: no customer, no VAT', () => {
    const bill = billOf(failed('notSolvable'))!;
    expect(failedVisitTransaction('order1', 'anna', 'CHF', bill)).toEqual({
      _id: 'tx:completion:order1',
      at: 1781078400000,
      kind: 'visitFee',
      lines: [
        { account: 'visitFeeExpense', amountMinor: 3500, currency: 'CHF', party: null },
        { account: 'providerPayable', amountMinor: -3500, currency: 'CHF', party: 'provider:anna' }
      ],
      ref: 'order1',
      type: 'transaction'
    });
  });

  it('[M7.1] of a charge and of a payout', () => {
    expect(chargeTransaction('order1', 'CHF', 16_360, AT)).toEqual({
      ...{ _id: 'tx:charge:order1', type: 'transaction', kind: 'charge', ref: 'order1', at: AT },
      lines: [
        { account: 'bank', party: null, currency: 'CHF', amountMinor: 16_360 },
        { account: 'receivable', party: 'order:order1', currency: 'CHF', amountMinor: -16_360 }
      ]
    });
    expect(payoutTransaction('payout:anna:CHF:000001', 'anna', 'CHF', 8472, AT)).toEqual({
      ...{ _id: 'tx:payout:anna:CHF:000001', type: 'transaction', kind: 'payout' },
      ...{ ref: 'payout:anna:CHF:000001', at: AT },
      lines: [
        { account: 'providerPayable', party: 'provider:anna', currency: 'CHF', amountMinor: 8472 },
        { account: 'bank', party: null, currency: 'CHF', amountMinor: -8472 }
      ]
    });
  });

  it('[M7.1, M1.2] is out of balance in each currency for itself', () => {
    const line = (currency: 'EUR' | 'CHF', amountMinor: number) =>
      ({ account: 'bank', party: null, currency, amountMinor }) as const;
    expect(imbalance([line('EUR', 5), line('CHF', -5)])).toEqual([
      { currency: 'EUR', minor: 5 },
      { currency: 'CHF', minor: -5 }
    ]);
    expect(imbalance([line('EUR', 5), line('CHF', 1), line('EUR', -5)])).toEqual([
      { currency: 'CHF', minor: 1 }
    ]);
  });

  it('[M7.2] is never made of what does not balance', () => {
    const bill = { ...FRIENDS, settlement: { ...FRIENDS.settlement, vatMinor: 0 } };
    expect(() => completionTransaction('order1', 'anna', 'CHF', bill)).toThrow(
      'tx:completion:order1 does not balance'
    );
  });
});

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
          title: 'Happiness Garantie',
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
          title: 'Call-out fee',
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

describe('what a provider has earned, written out', () => {
  const line = newPayoutLine(completed(aFullJob()), FRIENDS)!;

  it('[R20.4] is a line with what is behind it', () => {
    expect(line).toEqual({
      _id: 'payoutLine:order1',
      amountMinor: 8472,
      completedAt: 1781078400000,
      currency: 'CHF',
      lines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      order: 'order1',
      payout: null,
      provider: 'anna',
      state: 'open',
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
      type: 'payoutLine'
    });
  });

  it('[R20.4, R20.6] is coming, then paid, and never goes back', () => {
    expect(earningOf(line)).toEqual({
      _id: 'earning:order1',
      completedAt: 1781078400000,
      currency: 'CHF',
      generation: 1,
      lines: [
        { amountMinor: 9900, kind: 'service' },
        { amountMinor: -1980, kind: 'commission' },
        { amountMinor: 552, kind: 'sales' }
      ],
      order: 'order1',
      payout: null,
      payoutMinor: 8472,
      state: 'coming',
      title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
      type: 'earning'
    });
    const payout = { id: 'payout:anna:CHF:000001', paidAt: AT + 1 };
    expect(earningOf({ ...line, state: 'paid', payout })).toMatchObject({
      ...{ generation: 2, state: 'paid', payout, payoutMinor: line.amountMinor }
    });
  });

  it('[R26.4] is no line where there is nobody or nothing to pay', () => {
    const job = completed(aFullJob());
    const paying = (payoutMinor: number) => ({
      ...FRIENDS,
      settlement: { ...FRIENDS.settlement, payoutMinor }
    });
    expect(newPayoutLine({ ...job, provider: null }, FRIENDS)).toBeNull();
    expect(newPayoutLine(job, paying(0))).toBeNull();
    expect(newPayoutLine(job, paying(-1))).toBeNull();
    expect(newPayoutLine(job, paying(1))?.amountMinor).toBe(1);
  });

  const payout = (lines: PayoutLine[]) =>
    newPayout({ provider: 'anna', currency: 'CHF', number: 12, lines, now: AT });

  it('[R20.5, M9.3] is paid in one transfer', () => {
    expect(payout([line, { ...line, _id: 'payoutLine:order2', amountMinor: 100 }])).toEqual({
      _id: 'payout:anna:CHF:000012',
      type: 'payout',
      provider: 'anna',
      currency: 'CHF',
      number: 12,
      lines: ['payoutLine:order1', 'payoutLine:order2'],
      amountMinor: line.amountMinor + 100,
      at: AT,
      state: 'sending',
      reference: null
    });
  });

  it.each([
    ['of another provider', { provider: 'berta' }],
    ['in another currency', { currency: 'EUR' }]
  ] as const)('[M9.3] is not paid with a line %s', (_title, fields) => {
    expect(() => payout([line, { ...line, ...fields }])).toThrow(
      "a payout to anna in CHF of somebody else's lines"
    );
  });
});

describe('a charge, written out', () => {
  const method = { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' } as const;
  const input = { order: 'order1', invoiceNumber: 'CH-2026-000007', currency: 'CHF' } as const;
  const charge = newCharge({ ...input, amountMinor: 8390, method, now: NOW });
  const after = (result: ChargeOutcome, fields: Partial<typeof charge> = {}) =>
    applyChargeOutcome({ ...charge, ...fields }, result, NOW + 7);

  it('[R21.1, R21.4] is due at once, or left to the customer', () => {
    expect(charge).toEqual({
      ...{ _id: 'charge:order1', type: 'charge', ...input, amountMinor: 8390, method },
      ...{ idempotencyKey: 'charge:order1', state: 'due', attempts: 0, nextAttemptAt: NOW },
      ...{ lastError: null, reference: null, settledAt: null }
    });
    const transfer = newCharge({ ...input, amountMinor: 1, method: { kind: 'invoice' }, now: NOW });
    expect(transfer).toMatchObject({ state: 'byInvoice', nextAttemptAt: NEVER });
    const card = newCharge({
      ...{ ...input, amountMinor: 1, method: { kind: 'card', reference: 'c' }, now: NOW }
    });
    expect(card).toMatchObject({ state: 'due', nextAttemptAt: NOW });
  });

  it('[R21.1] is collected once', () => {
    const collected = after({ outcome: 'collected', reference: 'pay_1' }, { lastError: 'before' });
    expect(collected).toEqual({
      ...charge,
      ...{ state: 'collected', attempts: 1, nextAttemptAt: NEVER, lastError: null },
      ...{ reference: 'pay_1', settledAt: NOW + 7 }
    });
    const again: ChargeOutcome = { outcome: 'declined', reason: 'late' };
    expect(applyChargeOutcome(collected, again, NOW + 8)).toBe(collected);
  });

  it('[R21.6] is collected by an answer that comes after it was given up, and never the other way', () => {
    const failed = after({ outcome: 'declined', reason: 'closed' });
    expect(applyChargeOutcome(failed, { outcome: 'collected', reference: 'r' }, NOW + 9)).toEqual({
      ...failed,
      ...{ state: 'collected', attempts: 2, lastError: null, reference: 'r', settledAt: NOW + 9 }
    });
    const silent: ChargeOutcome = { outcome: 'unknown', reason: 'late' };
    expect(applyChargeOutcome(failed, silent, NOW + 9)).toBe(failed);
    const byInvoice = { ...charge, state: 'byInvoice' as const };
    expect(applyChargeOutcome(byInvoice, silent, NOW)).toBe(byInvoice);
  });

  it('[R21.2] is tried again after growing pauses', () => {
    const unknown: ChargeOutcome = { outcome: 'unknown', reason: 'no answer' };
    expect(after(unknown)).toEqual({
      ...charge,
      ...{ state: 'due', attempts: 1, nextAttemptAt: NOW + 7 + 60_000, lastError: 'no answer' }
    });
    expect(after(unknown, { attempts: 5 })).toMatchObject({
      ...{ state: 'due', attempts: 6, nextAttemptAt: NOW + 7 + 86_400_000 }
    });
    expect(after(unknown, { attempts: 6 })).toMatchObject({
      ...{ state: 'failed', attempts: 7, nextAttemptAt: NEVER }
    });
  });

  it('[R21.3] fails when the bank says no', () => {
    expect(after({ outcome: 'declined', reason: 'closed' })).toEqual({
      ...charge,
      ...{ state: 'failed', attempts: 1, nextAttemptAt: NEVER, lastError: 'closed' }
    });
  });
});

describe('the fee of a cancelled visit', () => {
  const job = aJob();
  const startsAt = job.appointment.startsAt;
  const travel = { startedAt: 0, etaAt: 0 };

  it('[R27.4] rises by tiers that the customer’s page names', () => {
    expect(cancelTiers(job)).toEqual([
      { from: startsAt - 24 * HOUR_MS, feeMinor: 1750 },
      { from: startsAt - 3 * HOUR_MS, feeMinor: 3500 }
    ]);
  });

  it('[R27.2, R27.5] is the whole once somebody is on the way, and nothing where nobody has it', () => {
    expect(cancelFeeMinor({ ...job, travel }, 0)).toBe(3500);
    expect(cancelFeeMinor({ ...job, travel, provider: null }, startsAt)).toBe(0);
  });

  it('[R27.8] is nobody’s where it is nothing', () => {
    const free = startsAt - 24 * HOUR_MS;
    for (const cause of ['customer', 'platform', 'provider'] as const) {
      expect(cancelFee(job, cause, free)).toEqual({ payer: 'nobody', feeMinor: 0 });
    }
    expect(cancelFee(job, 'platform', free + 1)).toEqual({ payer: 'platform', feeMinor: 1750 });
    expect(cancelFee(job, 'customer', free + 1)).toEqual({ payer: 'customer', feeMinor: 1750 });
    expect(cancelFee(job, 'provider', free + 1)).toEqual({ payer: 'nobody', feeMinor: 0 });
  });
});
