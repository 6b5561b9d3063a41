import { describe, expect, it } from 'vitest';
import { exclusiveStepMs, exclusiveUntil } from '#domain/offer/waterfall.ts';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY, USUAL_RULES } from '#domain/policy/policy.ts';
import { anOfferedOrder, aProvider, NOW } from '../support/builders.ts';

const { offerStepMs, offerReachMs } = TIME_POLICY;
const { personalOfferMs } = USUAL_RULES;
const MINUTE = 60_000;

/** Offered to the provider whom the customer asked for, so long before the visit. */
function personalOrder(leadMs: number): Order {
  const order = anOfferedOrder([
    aProvider({ id: 'anna', stars: { sum: 250, count: 50 } }),
    aProvider({ id: 'bert', stars: { sum: 200, count: 50 } })
  ]);
  const appointment = { ...order.job.appointment, startsAt: NOW + leadMs };
  const job = { ...order.job, appointment };
  return withDueAt({ ...order, personalProvider: 'anna', job });
}
const open = (order: Order) =>
  order.offers.filter(({ state }) => state === 'open').map(({ provider }) => provider);

describe('how long a personal request is one provider’s alone', () => {
  it.each([
    ['the whole time where the visit is days away', 48 * HOUR_MS, personalOfferMs],
    ['the whole time where that is just a quarter', 4 * personalOfferMs, personalOfferMs],
    ['a quarter of three hours', 3 * HOUR_MS, 45 * MINUTE],
    ['a quarter of two hours', 2 * HOUR_MS, 30 * MINUTE],
    ['never less than any other', 4 * MINUTE, offerStepMs],
    ['never less than any other, even past the time', -HOUR_MS, offerStepMs]
  ])('[R2.2] is %s', (_name, leadMs, lengthMs) => {
    const offer = { sentAt: NOW, startsAt: NOW + leadMs };
    expect(exclusiveStepMs({ ...offer, isPersonal: true })).toBe(lengthMs);
    expect(exclusiveStepMs({ ...offer, isPersonal: false })).toBe(offerStepMs);
  });

  it.each([2 * HOUR_MS, 3 * HOUR_MS])(
    '[R2.2] leaves the others three quarters of the %i ms until the visit',
    (leadMs) => {
      const order = personalOrder(leadMs);
      const until = NOW + offerReachMs + leadMs / 4;
      expect(exclusiveUntil(order)).toBe(until);
      expect(order.dueAt).toBe(until);
      expect(open(advanceOrder(order, until - 1))).toEqual(['anna']);
      expect(open(advanceOrder(order, until))).toEqual(['anna', 'bert']);
    }
  );

  it('[R2.4] tells support as early where the one who was asked is the only one', () => {
    const order = personalOrder(2 * HOUR_MS);
    const alone = withDueAt({ ...order, offers: order.offers.slice(0, 1) });
    expect(alone.dueAt).toBe(NOW + offerReachMs + 30 * MINUTE);
    expect(advanceOrder(alone, alone.dueAt).job.state).toBe('unplaced');
  });

  it('[R2.3] is an ordinary step again once the next one was asked', () => {
    const order = personalOrder(3 * HOUR_MS);
    const second = advanceOrder(order, order.dueAt);
    expect(exclusiveUntil(second)).toBeNull();
    expect(second.dueAt).toBe(order.dueAt + offerReachMs + offerStepMs);
  });
});
