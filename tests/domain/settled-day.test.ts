import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import { newInvoice } from '#domain/billing/invoice.ts';
import { withoutContact } from '#domain/order/contact-data.ts';
import { holdSigned } from '#domain/order/hold-signed.ts';
import type { Command, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/policy/policy.ts';
import { DEMO_ISSUERS } from '../../sync-server/config/operator.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { aCommand, aProvider, anOrder, RULES } from '../support/builders.ts';
import { judge } from '../support/judge.ts';

// Switzerland went from 7.7 % to 8.1 % with the year 2024.
const BOOKED = Date.parse('2023-12-28T08:00:00Z');
const STARTS = Date.parse('2024-01-01T09:00:00Z');
const CANCELLED = Date.parse('2023-12-31T20:00:00Z');
const SIGNED = STARTS + HOUR_MS;
const LEA = { type: 'support', id: 'lea' } as const;

function done(order: Order, kind: CommandKind, fields: Partial<Command>): Order {
  const decision = judge(order, aCommand(kind, order.job, fields), RULES);
  if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
  return decision.next;
}

/** Confirmed for New Year's Day; a Pro's, so that every line holds VAT. */
function confirmed(): Order {
  const pro = aProvider({ role: 'pro', commissionBps: 1500 });
  const order = anOrder({ now: BOOKED, startsAt: STARTS, day: '2024-01-01' });
  const ranked = [rank(pro, order.requirement.skill, order.job.place, null)].sort(byRank);
  return (
    [
      ['offer.accept', BOOKED + MINUTE_MS],
      ['customer.contacted', BOOKED + HOUR_MS],
      ['appointment.confirm', STARTS - 20 * HOUR_MS]
    ] as const
  ).reduce(
    (current, [kind, at]) => done(current, kind, { at }),
    startRound(order, newOffers(order.job, ranked), BOOKED)
  );
}

const cancelled = (order: Order, at = CANCELLED) =>
  done(order, 'order.cancel', {
    ...{ actor: LEA, at, body: { reason: 'krank', cause: 'customer' } }
  });
const arrived = (order: Order, at: number) =>
  done(done(order, 'travel.start', { at: at - HOUR_MS }), 'visit.arrive', { at });
const signed = (order: Order, at = SIGNED, kind: 'job.complete' | 'price.agree' = 'job.complete') =>
  holdSigned(order, aCommand(kind, order.job, { at }), 'job.wrongState', RULES);

/** A week later, whatever day that is. */
const settled = (order: Order, body: Partial<CommandBody<'visit.settle'>> = {}) =>
  done(order, 'visit.settle', {
    ...{ actor: LEA, at: STARTS + 7 * DAY_MS },
    body: { way: 'agreed', payer: 'customer', reason: 'am Telefon geklärt', ...body }
  });

function invoiced({ job }: Order) {
  const bill = billOf(job)!;
  const invoice = newInvoice({
    ...{ job, bill, payment: { kind: 'invoice' }, number: 'CH-2024-000001' },
    ...{ issuedAt: STARTS + 7 * DAY_MS, issuer: DEMO_ISSUERS.CH }
  });
  return { ...invoice.service, rates: invoice.vat.map(({ bps }) => bps) };
}

describe('a visit that support settles as agreed', () => {
  it('[R15.35] cancelled the day before, is of the day on which the customer signed', () => {
    const order = settled(signed(cancelled(confirmed())));
    expect(order.job.settled?.visitAt).toBe(SIGNED);
    expect(invoiced(order)).toEqual({ from: '2024-01-01', to: '2024-01-01', rates: [810] });
  });

  it('[R15.35] where they signed nothing but extra work, of the day of that', () => {
    const order = settled(signed(cancelled(confirmed()), SIGNED, 'price.agree'));
    expect(invoiced(order)).toEqual({ from: '2024-01-01', to: '2024-01-01', rates: [810] });
  });

  it('[R15.35] counts what was signed last as the visit, before a consent that came later', () => {
    const both = signed(signed(cancelled(confirmed())), SIGNED + 3 * DAY_MS, 'price.agree');
    expect(invoiced(settled(both)).to).toBe('2024-01-01');
  });

  it('[R15.35] where nothing of it is left, is of the day that was agreed', () => {
    const held = signed(cancelled(confirmed()));
    const assignments = held.assignments.map((each) => ({ ...each, papers: [] }));
    const order = settled({ ...held, assignments });
    expect(invoiced(order)).toEqual({ from: '2024-01-01', to: '2024-01-01', rates: [810] });
  });

  it('[R15.35] failed by its provider and signed all the same, is of the day of the signature', () => {
    const early = done(confirmed(), 'travel.start', { at: CANCELLED });
    const order = settled(signed(done(early, 'job.fail', { at: CANCELLED + 1 })));
    expect(invoiced(order)).toEqual({ from: '2024-01-01', to: '2024-01-01', rates: [810] });
  });

  it('[R15.35, R24.11] keeps the rate of the arrival, also where it ended after midnight', () => {
    const late = Date.parse('2023-12-31T22:30:00Z');
    const working = done(arrived(confirmed(), late), 'work.start', { at: late + MINUTE_MS });
    const refused = done(working, 'job.refuseToSign', { at: late + HOUR_MS });
    expect(invoiced(settled(refused))).toEqual({
      ...{ from: '2023-12-31', to: '2024-01-01', rates: [770] }
    });
    const alsoCancelled = signed(cancelled(arrived(confirmed(), late), late + HOUR_MS));
    expect(invoiced(settled(alsoCancelled)).rates).toEqual([770]);
  });

  it('[R15.35] still says when the visit was once contact data are gone', () => {
    const { job } = settled(signed(cancelled(confirmed())));
    expect(withoutContact(job).settled).toMatchObject({ visitAt: SIGNED, reason: '' });
  });
});

describe('the visit fee of one that support settles', () => {
  it.each(['customer', 'platform'] as const)(
    '[R24.11] is of the day on which it was cancelled (%s)',
    (payer) => {
      const order = settled(signed(cancelled(confirmed())), { way: 'visitFee', payer });
      expect(invoiced(order)).toEqual({ from: '2023-12-31', to: '2023-12-31', rates: [770] });
    }
  );

  it('[R24.11] where cancelling cost nothing as well', () => {
    const free = cancelled(confirmed(), BOOKED + 2 * HOUR_MS);
    const order = settled(signed(free), { way: 'visitFee' });
    expect(invoiced(order)).toEqual({ from: '2023-12-28', to: '2023-12-28', rates: [770] });
  });

  it('[R24.11] of one that runs and is held, is of the day of the signature', () => {
    const order = settled(signed(confirmed()), { way: 'visitFee' });
    expect(invoiced(order)).toEqual({ from: '2024-01-01', to: '2024-01-01', rates: [810] });
  });
});
