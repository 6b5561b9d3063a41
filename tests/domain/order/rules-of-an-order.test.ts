import { describe, expect, it } from 'vitest';
import { cancelTiers } from '#domain/billing/cancellation.ts';
import { newInvoice } from '#domain/billing/invoice.ts';
import { billOf } from '#domain/billing/bill.ts';
import { bookingPrice } from '#domain/booking/booking-price.ts';
import { visitFault } from '#domain/booking/visit-time.ts';
import { reasonsAgainst } from '#domain/matching/eligibility.ts';
import { rank } from '#domain/matching/ranking.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { exclusiveUntil } from '#domain/offer/waterfall.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import { assertOrder, type Order } from '#domain/order/order.ts';
import { HOUR_MS, MINUTE_MS } from '#domain/policy/policy.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import {
  aCommand,
  anOrder,
  aPackage,
  aProvider,
  NOW,
  RULES,
  VISIT
} from '../../support/builders.ts';
import { judge } from '../../support/judge.ts';
import { theRules } from '../../support/market-rules.ts';

const SET = {
  ...theRules({
    guaranteeFeeMinor: { friend: 600, pro: 0 },
    commissionBps: { friend: 3_000, pro: 1_000 },
    visitFeeMinor: 4_000,
    cancelTiers: [{ fromMs: 12 * HOUR_MS, shareBps: 2_500 }],
    paymentTermDays: 30,
    personalOfferMs: 30 * MINUTE_MS,
    mostRadiusKm: 5
  }),
  version: 7
};
const FRIEND = aProvider();
const PRO = aProvider({ id: 'paul', name: 'Paul Meister', role: 'pro' });

const offered = (order: Order, provider: Provider, at = NOW) => {
  const ranked = rank(provider, 'wlan', order.job.place, order.personalProvider);
  return startRound(order, newOffers(order.job, [ranked], order.rules), at);
};
function act(order: Order, kind: CommandKind, at: number, provider: Provider): Order {
  const actor = { type: 'provider', id: provider.id } as const;
  const decision = judge(order, aCommand(kind, order.job, { actor, at }), RULES);
  if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
  return decision.next;
}
const visited = (provider: Provider): Order =>
  VISIT.reduce(
    (order, [kind, at]) => act(order, kind, at, provider),
    offered(anOrder({ rules: SET }), provider)
  );
const totalOf = ({ job }: Order) => priceTotals(priceLines(job)).totalMinor;

describe('[O5.5] an order keeps the rules that it was booked under', () => {
  it('with their version, in what its providers are offered in any round', () => {
    const order = anOrder({ rules: SET });
    expect(order.rules).toMatchObject({ version: 7, personalOfferMs: 30 * MINUTE_MS });
    const friends = offered(order, FRIEND);
    expect(friends.offers[0]).toMatchObject({ commissionBps: 3_000, earningsMinor: 5_530 });
    const given = act(act(friends, 'offer.accept', NOW, FRIEND), 'job.giveBack', NOW, FRIEND);
    expect(offered(given, PRO).offers[0]).toMatchObject({ commissionBps: 1_000 });
  });

  it('and a contract of its own goes before them', () => {
    const own = aProvider({ commissionBps: 1_234 });
    expect(offered(anOrder({ rules: SET }), own).offers[0]?.commissionBps).toBe(1_234);
  });

  it('[R27.4, R27.1] in what cancelling costs, and from when on', () => {
    const order = act(offered(anOrder({ rules: SET }), FRIEND), 'offer.accept', NOW, FRIEND);
    const { startsAt } = order.job.appointment;
    expect(cancelTiers(order.job)).toEqual([{ from: startsAt - 12 * HOUR_MS, feeMinor: 1_000 }]);
    const { cancel } = customerViewOf(order, startsAt - 13 * HOUR_MS, null);
    expect(cancel).toMatchObject({
      ...{ isPossible: true, isFreeUntil: startsAt - 12 * HOUR_MS, feeMinor: 0 },
      willBeFreeUntil: startsAt - 12 * HOUR_MS
    });
    expect(customerViewOf(order, startsAt - 11 * HOUR_MS, null).cancel.isPossible).toBe(false);
  });

  it('[R27.1] and is free to cancel until the visit where there are no tiers', () => {
    const free = anOrder({ rules: { ...SET, cancelTiers: [] } });
    const order = act(offered(free, FRIEND), 'offer.accept', NOW, FRIEND);
    const { startsAt } = order.job.appointment;
    expect(customerViewOf(order, startsAt, null).cancel).toEqual({
      ...{ isPossible: true, isFreeUntil: startsAt, willBeFreeUntil: startsAt },
      ...{ feeMinor: 0, tiers: [] }
    });
    expect(customerViewOf(order, startsAt + 1, null).cancel.isPossible).toBe(false);
  });

  it('[R21.7] in the days to pay, on the page and on the invoice', () => {
    const order = visited(FRIEND);
    expect(customerViewOf(order, NOW, null).paymentTermDays).toBe(30);
    const { payment } = newInvoice({
      ...{ job: order.job, bill: billOf(order.job)!, payment: { kind: 'invoice' } },
      ...{ number: 'CH-1', issuedAt: Date.UTC(2026, 5, 10, 9), issuer: { bank: {} } as never }
    });
    expect(payment).toMatchObject({ dueOn: '2026-07-10' });
  });

  it('[R2.2] in how long whoever was asked for has it alone', () => {
    const rules = { ...SET, personalOfferMs: 30 * MINUTE_MS };
    const order = offered(anOrder({ personalProvider: 'anna', rules }), FRIEND);
    const opened = { ...order, offers: order.offers.map((each) => ({ ...each, seenAt: NOW })) };
    expect(exclusiveUntil(opened)).toBe(NOW + 30 * MINUTE_MS);
  });

  it('[R3.4] in how far away anybody is asked', () => {
    const { requirement, job } = anOrder({ rules: SET });
    const visit = { ...job.appointment, ...job.place, market: 'CH' as const };
    const at = (lat: number) => aProvider({ base: { postcode: '', city: '', lat, lon: 7.588 } });
    expect(reasonsAgainst(at(47.553 + 0.044), requirement, visit, [])).toEqual([]);
    expect(reasonsAgainst(at(47.553 + 0.046), requirement, visit, [])).toEqual(['tooFar']);
  });
});

it('[O5.5] an order from before there were rules to set goes by the usual ones', () => {
  const { rules: _rules, ...booked } = anOrder();
  const { cancelTiers: _tiers, paymentTermDays: _days, ...terms } = booked.job.terms;
  const { mostRadiusKm: _most, ...requirement } = booked.requirement;
  const older: Order = { ...booked, requirement, job: { ...booked.job, terms } };
  assertOrder(older);
  const order = VISIT.reduce(
    (current, [kind, at]) => act(current, kind, at, PRO),
    offered(older, PRO)
  );
  expect(order.job.terms).toMatchObject({ commissionBps: 1_500, guaranteeFeeMinor: 490 });
  expect(billOf(order.job)?.settlement.totalMinor).toBe(8_390);
  const { startsAt } = order.job.appointment;
  expect(cancelTiers(order.job)).toEqual([
    { from: startsAt - 24 * HOUR_MS, feeMinor: 1_750 },
    { from: startsAt - 3 * HOUR_MS, feeMinor: 3_500 }
  ]);
  expect(customerViewOf(order, NOW, null).paymentTermDays).toBe(14);
  const returned = act(
    act(offered(older, PRO), 'offer.accept', NOW, PRO),
    'job.giveBack',
    NOW,
    PRO
  );
  expect(totalOf(returned)).toBe(8_390);
});

describe('[R22.2] a guarantee fee that differs by role', () => {
  it('is the higher one as long as nobody has accepted, and that of who came on the bill', () => {
    const booked = anOrder({ rules: SET });
    expect(totalOf(booked)).toBe(7_900 + 600);
    expect(bookingPrice(aPackage(), 'CH', SET)?.totalMinor).toBe(totalOf(booked));
    expect(billOf(visited(FRIEND).job)?.settlement.totalMinor).toBe(8_500);
    const pros = visited(PRO);
    expect(pros.job.completion?.statement.totalMinor).toBe(7_900);
    expect(billOf(pros.job)?.settlement.totalMinor).toBe(7_900);
  });

  it('is the higher one again where a Pro gives the job back', () => {
    const taken = act(offered(anOrder({ rules: SET }), PRO), 'offer.accept', NOW, PRO);
    expect(totalOf(taken)).toBe(7_900);
    expect(totalOf(act(taken, 'job.giveBack', NOW, PRO))).toBe(8_500);
  });

  it('is that of Pros where nobody else may come', () => {
    const service = aPackage({ proOnly: true });
    expect(totalOf(anOrder({ service, rules: SET }))).toBe(7_900);
    expect(bookingPrice(service, 'CH', SET)?.totalMinor).toBe(7_900);
  });
});

it('[R1.6] no visit is asked for on a closed day, or outside the hours that the market has', () => {
  const hours = theRules({
    ...{ opensMin: 9 * 60, closesMin: 17 * 60, leadMs: 24 * HOUR_MS },
    closedDays: [{ day: '2026-06-10', name: 'Inventur' }]
  });
  const fault = (date: string, time: string) =>
    visitFault({ date, time }, 60, 'Europe/Zurich', NOW, hours);
  expect(fault('2026-06-10', '10:00')).toBe('time.closedDay');
  expect(fault('2026-06-11', '10:00')).toBeNull();
  expect([fault('2026-06-11', '08:59'), fault('2026-06-11', '16:01')]).toEqual([
    'time.closed',
    'time.closed'
  ]);
  expect(fault('2026-06-09', '08:59')).toBe('time.tooSoon');
});
