import { describe, expect, it } from 'vitest';
import { advanceOrder } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import { exclusiveUntil } from '#domain/offer/waterfall.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOfferedOrder, aProvider, NOW, RULES } from '../support/builders.ts';

const STEP = TIME_POLICY.offerStepMs;
const REACH = TIME_POLICY.offerReachMs;
const IDS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
/** Ranked p1 … p6 by their stars. */
const PROVIDERS = IDS.map((id, index) =>
  aProvider({ id, stars: { sum: (50 - index) * 5, count: 50 } })
);

const offered = () => anOfferedOrder(PROVIDERS);
const open = (order: Order) =>
  order.offers.filter((each) => each.state === 'open').map((each) => each.provider);
const act = (order: Order, kind: CommandKind, provider: string, at = NOW) =>
  judge(order, aCommand(kind, order.job, { actor: { type: 'provider', id: provider }, at }), RULES);
const applied = (order: Order, kind: CommandKind, provider: string, at = NOW): Order => {
  const decision = act(order, kind, provider, at);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
};
const at = (order: Order, now: number) => advanceOrder(order, now);

describe('the cumulative waterfall', () => {
  it('[R5.1] offers an order to the best-ranked alone', () => {
    expect(open(offered())).toEqual(['p1']);
    expect(exclusiveUntil(offered())).toBe(NOW + REACH + STEP);
  });

  it('[R5.2, R5.3] lets the second join after the first one has had two minutes, and keeps the first in', () => {
    const seen = applied(offered(), 'offer.seen', 'p1', NOW + 3_000);
    expect(open(at(seen, NOW + 3_000 + STEP - 1))).toEqual(['p1']);
    expect(open(at(seen, NOW + 3_000 + STEP))).toEqual(['p1', 'p2']);
  });

  it('[R5.2] counts the two minutes from the grace after sending where the device was never reached', () => {
    expect(open(at(offered(), NOW + STEP))).toEqual(['p1']);
    expect(open(at(offered(), NOW + REACH + STEP))).toEqual(['p1', 'p2']);
  });

  it('[R5.2] ignores a claim to have seen it after the grace', () => {
    const seen = applied(offered(), 'offer.seen', 'p1', NOW + 60_000);
    expect(open(at(seen, NOW + REACH + STEP))).toEqual(['p1', 'p2']);
  });

  it('[R5.4] opens the next step at once when everybody reached has declined', () => {
    const declined = applied(offered(), 'offer.decline', 'p1', NOW + 5_000);
    expect(open(at(declined, NOW + 5_000))).toEqual(['p2']);
  });

  it('[R5.5] lets one who declined change their mind while nobody has it', () => {
    const declined = at(applied(offered(), 'offer.decline', 'p1'), NOW);
    expect(applied(declined, 'offer.accept', 'p1', NOW + 9_000).job.provider?.id).toBe('p1');
  });

  it('[R5.3] widens the later steps', () => {
    let order = offered();
    for (let step = 1; step <= 3; step += 1) order = at(order, NOW + step * (REACH + STEP));
    expect(open(order)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  });

  it('[R5.9] leaves the order with support when nobody is left, and those reached may still accept', () => {
    let order = offered();
    for (let step = 1; step <= 6; step += 1) order = at(order, NOW + step * (REACH + STEP));
    expect(order.job.state).toBe('unplaced');
    expect(applied(order, 'offer.accept', 'p3', NOW + 3_600_000).job.state).toBe('accepted');
  });

  it('[R5.11] closes every offer at the time of the visit', () => {
    const late = at(offered(), offered().job.appointment.startsAt);
    expect(open(late)).toEqual([]);
    expect(late.job.state).toBe('unplaced');
    expect(act(late, 'offer.accept', 'p1', late.job.appointment.startsAt)).toMatchObject({
      code: 'offer.withdrawn'
    });
  });

  it('[R5.13] does nothing the second time', () => {
    const once = advanceOrder(offered(), NOW + REACH + STEP);
    const twice = advanceOrder(once, NOW + REACH + STEP);
    expect(twice).toBe(once);
  });
});

describe('accepting', () => {
  it('[R5.6] gives the order to the first and refuses the others', () => {
    const order = at(offered(), NOW + REACH + STEP);
    const won = applied(order, 'offer.accept', 'p2', NOW + STEP + REACH);
    expect(won.job).toMatchObject({ state: 'accepted', provider: { id: 'p2' } });
    expect(act(won, 'offer.accept', 'p1')).toEqual({ outcome: 'refused', code: 'offer.taken' });
    expect(won.offers.filter((each) => each.state === 'accepted')).toHaveLength(1);
    expect(open(won)).toEqual([]);
  });

  it('[R5.8] refuses a provider whose turn has not come', () => {
    expect(act(offered(), 'offer.accept', 'p2')).toEqual({
      outcome: 'refused',
      code: 'offer.notOpen'
    });
  });

  it('[P6.1] holds what a provider says who was never asked', () => {
    expect(act(offered(), 'offer.accept', 'stranger')).toEqual({
      outcome: 'held',
      code: 'order.notYours'
    });
  });

  it('[R20.3] freezes the commission of the one who accepted', () => {
    const pro = aProvider({ id: 'pro', role: 'pro', commissionBps: 1200 });
    const won = applied(anOfferedOrder([pro]), 'offer.accept', 'pro');
    expect(won.job.terms.commissionBps).toBe(1200);
  });

  it('[R9.3] counts as confirmed when it happens inside the last three hours', () => {
    const order = offered();
    const late = order.job.appointment.startsAt - TIME_POLICY.confirmClosesMs;
    const won = applied(order, 'offer.accept', 'p1', late);
    expect(won.job.confirmedAt).toBe(late);
    const called = applied(won, 'customer.contacted', 'p1', late + 60_000);
    expect(called.job.state).toBe('confirmed');
  });
});
