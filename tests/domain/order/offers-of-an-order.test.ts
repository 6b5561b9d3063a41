import { describe, expect, it } from 'vitest';
import { startRound } from '#domain/order/advance-order.ts';
import type { Actor } from '#domain/order/life-cycle/command.ts';
import type { Offer, Order } from '#domain/order/order.ts';
import { anOfferedOrder, aProvider } from '../../support/builders.ts';
import {
  ANNA,
  BERTA,
  CLOCK,
  SUPPORT,
  TWO,
  decide,
  after,
  told
} from '../../support/order-commands.ts';
import { AT, STARTS_AT } from '../../support/order-times.ts';

describe('what a command changes around the job, written out', () => {
  const OFFERED = anOfferedOrder(TWO);
  const offered = () => OFFERED;
  const line = (what: string, by: Actor, from: string, to: string, at = '+2:00') => ({
    ...{ at, by, what, from, to }
  });
  const ANNA_OFFEREE = { type: 'offeree', id: 'anna' } as const;

  it('[R5.6, R20.3, R5.7] accepting', () => {
    const withSecond = {
      ...offered(),
      offers: offered().offers.map((each) => ({ ...each, state: 'open' as const }))
    };
    const next = after(withSecond, 'offer.accept', {}, BERTA);
    expect(told(withSecond, next)).toEqual({
      job: {
        ...{ acceptedAt: '+2:00', state: 'accepted' },
        provider: { id: 'berta', name: 'Berta Frei', role: 'pro' },
        terms: { ...offered().job.terms, commissionBps: 1500 }
      },
      offers: ['anna withdrawn', 'berta accepted'],
      assignments: [
        {
          ...{ provider: 'berta', acceptedAt: '+2:00', reminders: 0, ended: null },
          ...{ reopened: [], pending: [], papers: [] }
        }
      ],
      history: [line('offer.accept', { type: 'offeree', id: 'berta' }, 'offered', 'accepted')]
    });
  });

  it('[R5.2, R5.4] seeing and declining', () => {
    const seen = after(offered(), 'offer.seen', {});
    expect(seen.offers.map(({ seenAt }) => seenAt)).toEqual([AT, null]);
    expect(seen.history).toEqual(offered().history);
    expect(after(seen, 'offer.seen', {}, ANNA, AT + 1).offers[0]?.seenAt).toBe(AT);
    expect(told(offered(), after(offered(), 'offer.decline', {}))).toEqual({
      job: {},
      offers: ['anna declined', 'berta waiting'],
      history: [line('offer.decline', ANNA_OFFEREE, 'offered', 'offered')]
    });
  });

  it.each<[string, Partial<Order['job']>, Partial<Offer>, string]>([
    ['is not theirs to take yet', {}, { state: 'waiting' }, 'refused offer.notOpen'],
    ['was withdrawn', {}, { state: 'withdrawn' }, 'refused offer.withdrawn'],
    ['lapsed', {}, { state: 'lapsed' }, 'refused offer.withdrawn'],
    ['was declined before', {}, { state: 'declined' }, 'applied'],
    ['is open', {}, { state: 'open' }, 'applied'],
    [
      'is of a cancelled order',
      { state: 'cancelled' },
      { state: 'open' },
      'refused offer.withdrawn'
    ],
    [
      'was taken by another',
      { provider: { id: 'berta', name: '', role: 'pro' }, state: 'accepted' },
      { state: 'withdrawn' },
      'refused offer.taken'
    ],
    ['is of nobody', {}, { provider: 'somebody' }, 'held order.notYours']
  ])('[R5.5, R5.6, R5.8] accepting an offer that %s', (_title, job, offer, expected) => {
    const order = offered();
    const offers = [{ ...order.offers[0]!, ...offer }];
    const decision = decide(
      { ...order, job: { ...order.job, ...job }, offers },
      'offer.accept',
      {}
    );
    const { outcome } = decision;
    expect(decision.outcome === 'applied' ? outcome : `${outcome} ${decision.code}`).toBe(expected);
  });

  it('[R5.14, R5.18] a new round keeps whom the one before had reached', () => {
    const order = after(after(offered(), 'order.unplace', {}, CLOCK), 'order.reoffer', {}, SUPPORT);
    expect(order.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    const next = startRound(
      order,
      anOfferedOrder([aProvider({ id: 'carla' })]).offers.map((each) => ({
        ...each,
        state: 'waiting',
        step: null
      })),
      AT
    );
    expect(next.earlierOffers.map(({ provider }) => provider)).toEqual(['anna']);
    expect(next.offers).toMatchObject([{ provider: 'carla', state: 'open', step: 0, sentAt: AT }]);
    expect(next.round).toBe(2);
    expect(() => startRound(next, [], AT)).toThrow('offers.send: job.wrongState');
  });

  it('[R5.9, R5.11] nobody left: the offers stay until the visit begins', () => {
    const states = (at: number) =>
      after(offered(), 'order.unplace', {}, CLOCK, at).offers.map(({ state }) => state);
    expect(states(STARTS_AT - 1)).toEqual(['open', 'waiting']);
    expect(states(STARTS_AT)).toEqual(['withdrawn', 'withdrawn']);
  });
});
