import { describe, expect, it } from 'vitest';
import { isPersonalRound } from '#domain/offer/waterfall.ts';
import { advanceOrder, startRound, withDueAt } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { endsOf } from '#domain/order/assignment/assignment.ts';
import { escalationsOf, noticesOf } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import { reputationEventsOf, withReputationEvent } from '#domain/order/assignment/reputation.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import {
  aCommand,
  anOfferedOrder,
  anOrderAfter,
  aProvider,
  NOW,
  RULES
} from '../support/builders.ts';

const act = (order: Order, kind: CommandKind, fields: Partial<Command> = {}) =>
  judge(order, aCommand(kind, order.job, fields), RULES);
const after = (order: Order, kind: CommandKind, fields: Partial<Command> = {}): Order => {
  const decision = act(order, kind, fields);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
};
const CONTACT_MISSED = NOW + 60_000 + TIME_POLICY.contactLimitMs + 1;
const lapsed = () => advanceOrder(anOrderAfter('offer.accept'), CONTACT_MISSED);

describe('the one who has the job says it again', () => {
  it('[R5.12] accepts a second time without any change', () => {
    const order = anOrderAfter('offer.accept');
    expect(act(order, 'offer.accept')).toEqual({ outcome: 'applied', next: order });
    expect(act(order, 'offer.seen')).toEqual({ outcome: 'applied', next: order });
  });

  it('[R5.12] refuses to decline what was accepted', () => {
    const decision = act(anOrderAfter('offer.accept'), 'offer.decline');
    expect(decision).toEqual({ outcome: 'refused', code: 'job.wrongState' });
  });
});

describe('the provider whom the customer asked for', () => {
  it('[R2.1] has the longer time only where the first offer is theirs', () => {
    const order = { ...anOfferedOrder([aProvider({ id: 'other' })]), personalProvider: 'anna' };
    expect(isPersonalRound(order)).toBe(false);
    expect(withDueAt(order).dueAt).toBe(NOW + TIME_POLICY.offerReachMs + TIME_POLICY.offerStepMs);
    expect(isPersonalRound({ ...order, personalProvider: 'other' })).toBe(true);
  });
});

describe('an order that nobody took', () => {
  it('[R5.11] closes the offers that are still open when the visit begins', () => {
    const offered = anOfferedOrder();
    const unplaced = advanceOrder(offered, NOW + HOUR_MS);
    expect(unplaced.job.state).toBe('unplaced');
    expect(unplaced.dueAt).toBe(unplaced.job.appointment.startsAt);
    const over = advanceOrder(unplaced, unplaced.dueAt);
    expect(over.offers[0]?.state).toBe('withdrawn');
    expect(escalationsOf(over)).toHaveLength(1);
  });

  it('[R5.14] remembers whom it reached when it goes out again', () => {
    const again = startRound(lapsed(), [], CONTACT_MISSED);
    expect(again.earlierOffers).toMatchObject([{ provider: 'anna', state: 'lapsed' }]);
  });

  it('[R5.14, P3.1] tells who was reached in an earlier round alone that the offer is withdrawn', () => {
    const declined = after(anOfferedOrder(), 'offer.decline');
    const unplaced = advanceOrder(declined, declined.dueAt);
    const reoffer = { actor: { type: 'support', id: 'lea' } as const };
    const again = startRound(after(unplaced, 'order.reoffer', reoffer), [], NOW + HOUR_MS);
    const anna = { actor: { type: 'offeree', id: 'anna' } as const };
    expect(act(again, 'offer.accept', anna)).toEqual({
      outcome: 'refused',
      code: 'offer.withdrawn'
    });
    const stranger = { actor: { type: 'offeree', id: 'nobody' } as const };
    expect(act(again, 'offer.accept', stranger).outcome).toBe('held');
  });

  it('[R5.14] is withdrawn for everybody once it is cancelled, also where somebody had the job', () => {
    const two = anOfferedOrder([aProvider(), aProvider({ id: 'berta' })]);
    const reached = advanceOrder(two, two.dueAt);
    const berta = reached.offers.find(({ provider }) => provider === 'berta');
    expect(berta?.state).toBe('open');
    const taken = after(reached, 'offer.accept', { actor: { type: 'offeree', id: 'anna' } });
    const theirs = { actor: { type: 'offeree', id: 'berta' } as const };
    expect(act(taken, 'offer.accept', theirs)).toMatchObject({ code: 'offer.taken' });
    const cancelled = after(taken, 'order.cancel', { actor: { type: 'customer' } });
    expect(act(cancelled, 'offer.accept', theirs)).toMatchObject({ code: 'offer.withdrawn' });
  });
});

describe('a late proof', () => {
  it('[R9.9] is no call that did not reach the customer', () => {
    const body = { way: 'phone', reached: false, agreed: '' } as const;
    const decision = act(lapsed(), 'customer.contacted', {
      body,
      actor: { type: 'provider', id: 'anna' }
    });
    expect(decision).toEqual({ outcome: 'held', code: 'job.lapsed' });
  });
});

describe('losses, notices and escalations', () => {
  it('[R8.1] tells of each reminder once, by the same id whoever asks', () => {
    const order = advanceOrder(anOrderAfter('offer.accept'), NOW + 7 * HOUR_MS);
    const told = noticesOf(order);
    expect(told.map(({ kind, provider }) => [kind, provider])).toEqual([
      ['contact.remind', 'anna']
    ]);
    expect(noticesOf(advanceOrder(order, NOW + 8 * HOUR_MS))).toEqual(told);
  });

  it('[R8.4] names who lost the job and why, to them and to support', () => {
    const order = lapsed();
    expect(endsOf(order)).toMatchObject([{ provider: 'anna', why: 'contact.lapsed' }]);
    expect(noticesOf(order)).toMatchObject([{ kind: 'contact.lapsed', provider: 'anna' }]);
    expect(escalationsOf(order)).toMatchObject([{ kind: 'contact.lapsed', provider: 'anna' }]);
  });

  it('[R9.20] keeps the loss when a proof brings the job back, and finds the next one', () => {
    const back = after(lapsed(), 'customer.contacted', {
      actor: { type: 'provider', id: 'anna' },
      at: NOW + HOUR_MS
    });
    const given = after(back, 'job.giveBack', { at: NOW + 14 * HOUR_MS });
    expect(endsOf(given).map(({ why }) => why)).toEqual(['contact.lapsed', 'givenBack']);
  });

  it('[R27.12] tells the provider of a cancelled job', () => {
    const order = after(anOrderAfter('offer.accept'), 'order.cancel', {
      actor: { type: 'customer' }
    });
    expect(noticesOf(order)).toMatchObject([{ kind: 'order.cancelled', provider: 'anna' }]);
    expect(escalationsOf(order)).toEqual([]);
  });
});

describe('what an order adds to stars and reliability', () => {
  it('[R4.6, R16.2] counts a rating and a kept promise once each', () => {
    const rated = after(anOrderAfter('job.complete'), 'rating.give', {
      actor: { type: 'customer' }
    });
    const events = reputationEventsOf(rated);
    expect(events.map(({ key }) => key)).toEqual(['kept', 'rating']);
    const count = (provider: ReturnType<typeof aProvider>) =>
      events.reduce((counted, tally) => withReputationEvent(counted, rated._id, tally), provider);
    const once = count(aProvider());
    expect(once).toMatchObject({ stars: { sum: 101, count: 21 }, reliability: { kept: 21 } });
    expect(count(once)).toEqual(once);
  });

  it('[R4.6] counts a job given back against the provider, and a cancelled one not', () => {
    const given = after(anOrderAfter('offer.accept'), 'job.giveBack');
    expect(reputationEventsOf(given)).toMatchObject([{ provider: 'anna', what: 'lost' }]);
    const cancelled = after(anOrderAfter('offer.accept'), 'order.cancel', {
      actor: { type: 'customer' }
    });
    expect(reputationEventsOf(cancelled)).toEqual([]);
  });
});

describe('occurredAt', () => {
  const at = (anchor: number, sinceAnchor = 0) => occurredAt({ wall: 0, anchor, sinceAnchor }, NOW);

  it('[P5.1] bears the difference between two servers’ clocks and never lies after the receipt', () => {
    expect(at(NOW + TIME_POLICY.clockSkewMs)).toBe(NOW);
    expect(at(NOW - 5_000, 9_000)).toBe(NOW);
    expect(at(NOW - 9_000, 5_000)).toBe(NOW - 4_000);
  });

  it('[P5.2] dates nothing back before what the same device did before it', () => {
    const time = { wall: 0, anchor: NOW - 60_000, sinceAnchor: 0 };
    expect(occurredAt(time, NOW, NOW - 5_000)).toBe(NOW - 5_000);
    expect(occurredAt(time, NOW, NOW + 5_000)).toBe(NOW);
  });

  it('[P5.3] believes no anchor from the future and no age past all belief', () => {
    expect(at(NOW + TIME_POLICY.clockSkewMs + 1)).toBeUndefined();
    expect(at(NOW - TIME_POLICY.oldestActionMs - 1)).toBeUndefined();
  });
});
