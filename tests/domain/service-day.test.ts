import { describe, expect, it } from 'vitest';
import { billOf } from '#domain/billing/bill.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/policy/policy.ts';
import { priceLines } from '#domain/price/price.ts';
import { aCommand, aProvider, anOfferedOrder, anOrder, FACTS, RULES } from '../support/builders.ts';
import { judge } from '../support/judge.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { checkSigned } from '../../sync-server/billing/check-signed.ts';
import { signed } from '../support/an-invoice.ts';

// Switzerland went from 7.7 % to 8.1 % with the year 2024.
const BOOKED = Date.parse('2023-12-28T08:00:00Z');
const IN_OLD_YEAR = Date.parse('2023-12-31T14:00:00Z');
const IN_NEW_YEAR = Date.parse('2024-01-02T09:00:00Z');

/** Found on the day of booking; a Pro's, so that every line holds VAT. */
function found(startsAt: number, day: string): Order {
  const pro = aProvider({ role: 'pro', commissionBps: 1500 });
  const order = anOrder({ now: BOOKED, startsAt, day });
  const ranked = [rank(pro, order.requirement.skill, order.job.place, null)].sort(byRank);
  const offered = startRound(order, newOffers(order.job, ranked), BOOKED);
  return [
    ['offer.accept', BOOKED + MINUTE_MS] as const,
    ['customer.contacted', BOOKED + HOUR_MS] as const
  ].reduce((current, [kind, at]) => done(current, kind, { at }), offered);
}

function done(order: Order, kind: CommandKind, fields: Partial<Command>): Order {
  const decision = judge(order, aCommand(kind, order.job, fields), RULES);
  if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
  return decision.next;
}

function arrived(order: Order, at: number): Order {
  const { startsAt } = order.job.appointment;
  return (
    [
      ['appointment.confirm', startsAt - 20 * HOUR_MS],
      ['travel.start', at - HOUR_MS],
      ['visit.arrive', at]
    ] as const
  ).reduce((current, [kind, time]) => done(current, kind, { at: time }), order);
}
const rates = ({ job }: Order) => [...new Set(priceLines(job).map(({ vatBps }) => vatBps))];
const moved = (order: Order, startsAt: number, confirmedBy: 'phone' | 'link') =>
  done(order, 'appointment.change', {
    ...{ at: BOOKED + 2 * HOUR_MS, body: { startsAt, customerWish: 'später', confirmedBy } }
  });

describe('the day of the service decides which VAT is inside', () => {
  it('[R24.1] it is that of the day for which the visit is booked', () => {
    expect(rates(found(IN_OLD_YEAR, '2023-12-31'))).toEqual([770]);
    expect(rates(found(IN_NEW_YEAR, '2024-01-02'))).toEqual([810]);
  });

  it('[R24.11] a visit moved over a change of rate takes the new one, by phone at once', () => {
    const order = found(IN_OLD_YEAR, '2023-12-31');
    expect(rates(moved(order, IN_NEW_YEAR, 'phone'))).toEqual([810]);
    const back = moved(moved(order, IN_NEW_YEAR, 'phone'), IN_OLD_YEAR, 'phone');
    expect(rates(back)).toEqual([770]);
  });

  it('[R24.11] and by link once the customer agrees', () => {
    const asked = moved(found(IN_OLD_YEAR, '2023-12-31'), IN_NEW_YEAR, 'link');
    expect(rates(asked)).toEqual([770]);
    const customer = { actor: { type: 'customer' }, at: BOOKED + 3 * HOUR_MS } as const;
    expect(rates(done(asked, 'appointment.agree', customer))).toEqual([810]);
    expect(rates(done(asked, 'appointment.reject', customer))).toEqual([770]);
  });

  it('[R24.11] a visit done on another day than agreed takes the rate of the arrival', () => {
    const late = arrived(found(IN_OLD_YEAR, '2023-12-31'), IN_NEW_YEAR);
    expect(rates(late)).toEqual([810]);
    const early = arrived(found(IN_NEW_YEAR, '2024-01-02'), IN_NEW_YEAR - 48 * HOUR_MS);
    expect(rates(early)).toEqual([770]);
  });

  it('[R24.11] by the calendar of the place: 23:30 in UTC is past midnight in Zürich', () => {
    const order = found(IN_OLD_YEAR, '2023-12-31');
    expect(rates(arrived(order, Date.parse('2023-12-31T22:59:00Z')))).toEqual([770]);
    expect(rates(arrived(order, Date.parse('2023-12-31T23:30:00Z')))).toEqual([810]);
  });

  it('[R24.11] what is signed on it is billed to the byte', async () => {
    const order = arrived(
      moved(found(IN_OLD_YEAR, '2023-12-31'), IN_NEW_YEAR, 'phone'),
      IN_NEW_YEAR
    );
    const working = done(order, 'work.start', { at: IN_NEW_YEAR + MINUTE_MS });
    const ticked = done(working, 'checklist.set', { at: IN_NEW_YEAR + 2 * MINUTE_MS });
    const job = await signed(done(ticked, 'job.complete', { at: IN_NEW_YEAR + HOUR_MS }).job);
    expect(job.completion?.statement).toMatchObject({
      ...{ vat: [{ bps: 810, grossMinor: 8390 }], signer: FACTS.signer }
    });
    expect(await checkSigned(job)).toEqual({ ok: true });
    expect(billOf(job)?.lines.map(({ vatBps }) => vatBps)).toEqual([810, 810]);
  });

  it('[R24.11] a fee takes the rate of the day on which the visit failed or was cancelled', () => {
    const order = found(IN_NEW_YEAR, '2024-01-02');
    const early = [
      ['appointment.confirm', IN_NEW_YEAR - 23 * HOUR_MS] as const,
      ['travel.start', IN_NEW_YEAR - 35 * HOUR_MS] as const
    ].reduce((current, [kind, at]) => done(current, kind, { at }), order);
    const failed = done(early, 'job.fail', { at: IN_NEW_YEAR - 35 * HOUR_MS + 1 });
    expect(billOf(failed.job)?.lines.map(({ vatBps }) => vatBps)).toEqual([770]);
    const cancelled = done(order, 'order.cancel', {
      ...{ actor: { type: 'support', id: 'lea' }, at: IN_NEW_YEAR - HOUR_MS },
      body: { reason: 'krank', cause: 'customer' }
    });
    expect(billOf(cancelled.job)?.lines.map(({ vatBps }) => vatBps)).toEqual([810]);
  });

  it('[R24.11] an order without a move stays as it is', () => {
    const { job } = anOfferedOrder();
    expect(job.terms.vatBps).toBe(810);
  });
});
