import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { hasExpired } from '#domain/order/expired-order.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { rank } from '#domain/matching/ranking.ts';
import type { Order } from '#domain/order/order.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { offersSoFar, waitingOrderOf } from '#domain/order/views/support-view.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { judge } from '../support/judge.ts';
import { aCommand, anOfferedOrder, anOrder, aProvider, NOW, RULES } from '../support/builders.ts';

const STARTS_AT = NOW + 48 * HOUR_MS;
const nobody = () => startRound(anOrder(), [], NOW);
const phase = (order: Order, at: number) => customerViewOf(order, at, null).phase;
const SUPPORT = { type: 'support', id: 'sam' } as const;

function reoffered(order: Order, at: number): Order {
  const command = aCommand('order.reoffer', order.job, { actor: SUPPORT, body: {}, at });
  const decision = applyToOrder(order, command, RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}

describe('an order for which nobody was found', () => {
  it('[R5.20] says so to the customer, before its time and after', () => {
    expect(phase(anOfferedOrder(), NOW)).toBe('searching');
    expect(phase(nobody(), NOW)).toBe('unplaced');
    expect(phase(nobody(), STARTS_AT - 1)).toBe('unplaced');
    for (const order of [nobody(), anOfferedOrder(), anOrder()]) {
      const view = customerViewOf(order, STARTS_AT, null);
      expect(view.phase).toBe('expired');
      expect(view.journey.filter(({ state }) => state === 'current')).toEqual([]);
    }
  });

  it('[R5.20, R5.13] has its time noted once, whoever runs the clock and however often', () => {
    const early = advanceOrder(nobody(), STARTS_AT - 1);
    expect(hasExpired(early)).toBe(false);
    expect(early.dueAt).toBe(STARTS_AT);
    const over = advanceOrder(nobody(), STARTS_AT);
    expect(over.history.filter(({ what }) => what === 'order.expire')).toHaveLength(1);
    expect(over.job.state).toBe('unplaced');
    expect(advanceOrder(over, STARTS_AT + HOUR_MS)).toBe(over);
  });

  it('[R5.19] counts for support everybody who was asked, in earlier rounds too', () => {
    const decline = aCommand('offer.decline', anOfferedOrder().job, {
      actor: { type: 'offeree', id: 'anna' }
    });
    const decision = judge(anOfferedOrder(), decline, RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const declined = advanceOrder(decision.next, NOW + HOUR_MS);
    const again = startRound(reoffered(declined, NOW + HOUR_MS), [], NOW + HOUR_MS);
    expect(again.offers).toEqual([]);
    expect(waitingOrderOf(again, NOW + HOUR_MS)).toMatchObject({
      ...{ asked: 1, declined: 1, reason: 'allDeclined', round: 2 }
    });
    expect(offersSoFar(again).map(({ provider, state }) => [provider, state])).toEqual([
      ['anna', 'declined']
    ]);
    const next = rank(aProvider({ id: 'bert' }), 'wlan', again.job.place, null);
    const asked = startRound(
      reoffered(again, NOW + 2 * HOUR_MS),
      newOffers(again.job, [next]),
      NOW + 2 * HOUR_MS
    );
    expect(waitingOrderOf(asked, NOW + 2 * HOUR_MS)).toMatchObject({ asked: 2, declined: 1 });
  });

  it('[R5.18, R5.19] can be sent out again until its time has come', () => {
    const order = nobody();
    expect(waitingOrderOf(order, STARTS_AT - 1)).toMatchObject({
      ...{ canReoffer: true, reason: 'nobodyFits' }
    });
    expect(waitingOrderOf(order, STARTS_AT)).toMatchObject({
      ...{ canReoffer: false, reason: 'expired' }
    });
    expect(() => reoffered(order, STARTS_AT)).toThrow('offer.expired');
    expect(reoffered(order, STARTS_AT - 1).job.state).toBe('requested');
  });
});
