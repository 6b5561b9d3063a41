import { describe, expect, it } from 'vitest';
import {
  assignmentOf,
  endAssignment,
  endsOf,
  formerProviders,
  newAssignment,
  runningAssignment,
  type Assignment
} from '#domain/order/assignment/assignment.ts';
import { reputationEventsOf, withReputationEvent } from '#domain/order/assignment/reputation.ts';
import type { Order } from '#domain/order/order.ts';
import { anOrderAfter, aProvider, NOW } from '../../../support/builders.ts';
import { AT } from '../../../support/order-times.ts';

describe('assignments', () => {
  const order = anOrderAfter('offer.accept');
  const end = (why: 'givenBack' | 'cancelled' | 'contact.lapsed', at = AT) => ({
    ...{ at, why, limitAt: null, job: order.job }
  });
  const of = (provider: string, fields: Partial<Assignment> = {}) => ({
    ...newAssignment(provider, NOW),
    ...fields
  });
  const with_ = (...assignments: Assignment[]): Order => ({ ...order, assignments });

  it('[R5.7] only the last one runs, and each provider’s last one is theirs', () => {
    const [lost, running] = [of('anna', { ended: end('givenBack') }), of('anna')];
    expect(runningAssignment(with_(lost, running))).toBe(running);
    expect(runningAssignment(with_(running, lost))).toBeUndefined();
    expect(runningAssignment(with_())).toBeUndefined();
    expect(assignmentOf(with_(lost, running), 'anna')).toBe(running);
    expect(assignmentOf(with_(lost), 'berta')).toBeUndefined();
    expect(endAssignment(with_(lost), end('cancelled'))).toEqual(with_(lost));
  });

  it('[R5.15] who gave it back or lost it is not asked again; who has it or was cancelled may be', () => {
    const all = with_(
      of('anna', { ended: end('givenBack') }),
      of('berta', { ended: end('contact.lapsed') }),
      of('carla', { ended: end('cancelled') }),
      of('dora')
    );
    expect(formerProviders(all)).toEqual(['anna', 'berta']);
  });

  const undone = { at: NOW, why: 'contact.lapsed', limitAt: NOW, reopenedAt: NOW + 5 } as const;
  const many = with_(
    of('anna', { reopened: [undone], ended: end('givenBack') }),
    of('berta', { ended: end('cancelled') }),
    of('anna')
  );

  it('[R9.20] every end has an id of its own, also one that was undone', () => {
    expect(endsOf(many)).toEqual([
      { id: '0.0', provider: 'anna', at: NOW, why: 'contact.lapsed', reopenedAt: NOW + 5 },
      { id: '0.1', provider: 'anna', at: AT, why: 'givenBack', reopenedAt: null },
      { id: '1.0', provider: 'berta', at: AT, why: 'cancelled', reopenedAt: null }
    ]);
  });

  it('[R4.6, R9.20, R16.2] count in a provider’s reputation', () => {
    expect(reputationEventsOf(many)).toEqual([
      { key: 'lost:0.0', provider: 'anna', what: 'lost' },
      { key: 'regained:0.0', provider: 'anna', what: 'regained' },
      { key: 'lost:0.1', provider: 'anna', what: 'lost' }
    ]);
    const done = anOrderAfter('job.complete');
    const rated = { ...done, job: { ...done.job, rating: { stars: 4, words: '', at: NOW } } };
    expect(reputationEventsOf(rated)).toEqual([
      { key: 'kept', provider: 'anna', what: 'kept' },
      { key: 'rating', provider: 'anna', what: { stars: 4 } }
    ]);
    expect(reputationEventsOf({ ...rated, job: { ...rated.job, provider: null } })).toEqual([]);
    expect(reputationEventsOf(order)).toEqual([]);
  });

  it('[R4.6, R16.2] count once, and the last 200 are remembered', () => {
    const anna = aProvider({ stars: { sum: 10, count: 2 }, reliability: { kept: 3, lost: 2 } });
    const counted = (what: Parameters<typeof withReputationEvent>[2]['what'], key = 'k') =>
      withReputationEvent(anna, 'order1', { key, provider: 'anna', what });
    expect(counted('kept')).toEqual({
      ...anna,
      ...{ reliability: { kept: 4, lost: 2 }, recentReputationEvents: ['order1/k'] }
    });
    expect(counted('lost').reliability).toEqual({ kept: 3, lost: 3 });
    expect(counted('regained').reliability).toEqual({ kept: 3, lost: 1 });
    expect(counted({ stars: 4 })).toMatchObject({
      ...{ stars: { sum: 14, count: 3 }, reliability: { kept: 3, lost: 2 } }
    });
    const once = counted('kept');
    const event = { key: 'k', provider: 'anna', what: 'kept' } as const;
    expect(withReputationEvent(once, 'order1', event)).toBe(once);
    expect(withReputationEvent(once, 'order2', event).reliability.kept).toBe(5);
    const known = Array.from({ length: 200 }, (_, index) => `o/${index}`);
    const full = withReputationEvent({ ...anna, recentReputationEvents: known }, 'order1', event);
    expect(full.recentReputationEvents).toEqual([...known.slice(1), 'order1/k']);
  });
});
