import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { aPaper, heldOf, withHeld } from '../support/papers.ts';
import { judge } from '../support/judge.ts';
import type { Command } from '#domain/order/life-cycle/command.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';

const LEA = { type: 'support', id: 'lea' } as const;
const { contactKeptMs } = TIME_POLICY;
const DAY_MS = 24 * HOUR_MS;

function applied(order: Order, command: Command): Order {
  const decision = judge(order, command, RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return withDueAt(decision.next);
}
const resolve = (order: Order, action: string, at: number): Order =>
  applied(order, aCommand('held.resolve', order.job, { actor: LEA, body: { action }, at }));

const COMPLETED = anOrderAfter('job.complete');
const AT = COMPLETED.job.completion!.at;
const completion = aPaper({
  at: AT,
  body: { statementHash: 'h', statement: { totalMinor: 2 } },
  rebuilt: { totalMinor: 1 }
});
const consent = {
  ...completion,
  action: 'c',
  kind: 'consent',
  body: { consentHash: 'h' }
} as const;
const anothers = { ...completion, action: 'b' };

const billing = (order: Order, state: 'billed' | 'held'): Order => ({
  ...order,
  job: { ...order.job, billing: { ...order.job.billing, state } }
});
const cancelled = (): Order => {
  const order = anOrderAfter('customer.contacted');
  return applied(
    order,
    aCommand('order.cancel', order.job, { actor: { type: 'customer' }, at: NOW })
  );
};

describe('support resolves what is held', () => {
  it('[R15.17, R15.19] of one action, once, and it stays to the byte', () => {
    const order = withHeld(withHeld(cancelled(), 'anna', completion, consent), 'berta', anothers);
    const resolved = resolve(order, 'b', AT + 5);
    expect(resolved.job).toEqual(order.job);
    expect(heldOf(resolved)).toEqual([completion, consent]);
    expect(heldOf(resolved, 'berta')).toEqual([{ ...anothers, resolvedAt: AT + 5 }]);
    expect(resolved.history.at(-1)).toEqual({
      ...{ at: AT + 5, by: LEA, what: 'held.resolve', from: 'cancelled', to: 'cancelled' }
    });
    const again = aCommand('held.resolve', order.job, {
      ...{ actor: LEA, body: { action: 'b' }, at: AT + 9 }
    });
    expect(judge(resolved, again, RULES)).toEqual({ outcome: 'applied', next: resolved });
    const other = { ...again, body: { action: 'nothing' } };
    expect(judge(order, other, RULES)).toEqual({ outcome: 'applied', next: order });
  });

  it.each([
    { type: 'customer' },
    { type: 'clock' },
    { type: 'provider', id: 'anna' },
    { type: 'offeree', id: 'anna' }
  ] as const)('[R15.18] and nobody else does: $type', (actor) => {
    const order = withHeld(COMPLETED, 'anna', completion);
    const command = aCommand('held.resolve', order.job, { actor, body: { action: 'a' } });
    expect(judge(order, command, RULES).outcome).toBe('refused');
  });
});

describe('contact data, once everything that is held is resolved', () => {
  const held: [string, Order][] = [
    [
      'a visit that ended as held',
      billing({ ...COMPLETED, job: { ...COMPLETED.job, state: 'held' } }, 'held')
    ],
    ['a fee that is held', billing(cancelled(), 'held')],
    ['cancelled free of charge', cancelled()]
  ];

  it.each(held)('[C2.6] go contactKeptMs after the last of it is resolved: %s', (_what, order) => {
    const open = withHeld(withHeld(order, 'anna', completion), 'berta', anothers);
    const one = resolve(withDueAt(open), 'a', AT + 60 * DAY_MS);
    expect(one.dueAt).toBe(NEVER);
    const all = resolve(one, 'b', AT + 70 * DAY_MS);
    const ends = AT + 70 * DAY_MS + contactKeptMs;
    expect(all.dueAt).toBe(ends);
    expect(advanceOrder(all, ends - 1).job.contactRemovedAt).toBeUndefined();
    const later = advanceOrder(all, ends);
    expect(later).toMatchObject({ dueAt: NEVER, job: { contactRemovedAt: ends } });
    expect(later.job.customer.phone).toBe('');
    expect(heldOf(later)).toEqual([{ ...completion, resolvedAt: AT + 60 * DAY_MS }]);
    expect(later.job.billing).toEqual(order.job.billing);
  });

  it('[C2.6] go also where one provider was billed and what another had signed is resolved', () => {
    const order = withHeld(billing(COMPLETED, 'billed'), 'berta', anothers);
    expect(withDueAt(order).dueAt).toBe(NEVER);
    expect(resolve(order, 'b', AT + DAY_MS).dueAt).toBe(AT + DAY_MS + contactKeptMs);
  });

  it('[C2.6] do not stay longer for resolving what the bill covers, or before the end of the order', () => {
    const order = withHeld(billing(COMPLETED, 'billed'), 'anna', completion);
    expect(resolve(order, 'a', AT + DAY_MS).dueAt).toBe(AT + contactKeptMs);
    const early = resolve(withHeld(cancelled(), 'anna', completion), 'a', NOW - DAY_MS);
    expect(early.dueAt).toBe(NOW + contactKeptMs);
  });

  it('[C2.3, C2.4] stay while the visit of another still runs, or while billing holds what nobody has resolved', () => {
    const running = withHeld(anOrderAfter('work.start'), 'berta', anothers);
    const resolved = resolve(running, 'b', AT);
    expect(advanceOrder(resolved, AT + 400 * DAY_MS).job.contactRemovedAt).toBeUndefined();
    expect(withDueAt(billing(cancelled(), 'held')).dueAt).toBe(NEVER);
  });
});
