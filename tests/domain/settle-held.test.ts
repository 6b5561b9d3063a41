import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/life-cycle/apply-to-order.ts';
import type { Command } from '#domain/order/life-cycle/command.ts';
import { NEVER, type HeldSigned, type Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';

const LEA = { type: 'support', id: 'lea' } as const;
const { contactKeptMs } = TIME_POLICY;
const DAY_MS = 24 * HOUR_MS;

function applied(order: Order, command: Command): Order {
  const decision = applyToOrder(order, command, RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return withDueAt(decision.next);
}
const settle = (order: Order, action: string, at: number): Order =>
  applied(order, aCommand('held.settle', order.job, { actor: LEA, body: { action }, at }));

const COMPLETED = anOrderAfter('job.complete');
const AT = COMPLETED.job.completion!.at;
const entry = { at: AT, code: 'job.lapsed', rebuilt: { totalMinor: 1 } } as const;
const completion: HeldSigned = {
  ...entry,
  ...{ action: 'a', provider: 'anna', body: { statementHash: 'h', statement: { totalMinor: 2 } } }
};
const consent: HeldSigned = {
  ...entry,
  ...{ action: 'c', provider: 'anna', body: { consentHash: 'h' } }
};
const anothers: HeldSigned = { ...completion, action: 'b', provider: 'berta' };

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

describe('support settles what is held', () => {
  it('[R15.17, R15.19] of one action, once, and it stays to the byte', () => {
    const order = { ...cancelled(), heldCompletion: completion, heldSigned: [anothers, consent] };
    const settled = settle(order, 'b', AT + 5);
    expect(settled).toMatchObject({
      job: order.job,
      heldCompletion: completion,
      heldSigned: [{ ...anothers, settledAt: AT + 5 }, consent]
    });
    expect(settled.history.at(-1)).toEqual({
      ...{ at: AT + 5, by: 'support:lea', what: 'held.settle', from: 'cancelled', to: 'cancelled' }
    });
    const again = aCommand('held.settle', order.job, {
      ...{ actor: LEA, body: { action: 'b' }, at: AT + 9 }
    });
    expect(applyToOrder(settled, again, RULES)).toEqual({ outcome: 'applied', next: settled });
    const other = { ...again, body: { action: 'nothing' } };
    expect(applyToOrder(order, other, RULES)).toEqual({ outcome: 'applied', next: order });
  });

  it.each([
    { type: 'customer' },
    { type: 'clock' },
    { type: 'provider', id: 'anna' },
    { type: 'offeree', id: 'anna' }
  ] as const)('[R15.18] and nobody else does: $type', (actor) => {
    const order = { ...COMPLETED, heldCompletion: completion };
    const command = aCommand('held.settle', order.job, { actor, body: { action: 'a' } });
    expect(applyToOrder(order, command, RULES).outcome).toBe('refused');
  });
});

describe('contact data, once everything that is held is settled', () => {
  const held: [string, Order][] = [
    [
      'a visit that ended as held',
      billing({ ...COMPLETED, job: { ...COMPLETED.job, state: 'held' } }, 'held')
    ],
    ['a fee that is held', billing(cancelled(), 'held')],
    ['cancelled free of charge', cancelled()]
  ];

  it.each(held)('[C2.6] go contactKeptMs after the last settling: %s', (_what, order) => {
    const open = { ...order, heldCompletion: completion, heldSigned: [anothers] };
    const one = settle(withDueAt(open), 'a', AT + 60 * DAY_MS);
    expect(one.dueAt).toBe(NEVER);
    const all = settle(one, 'b', AT + 70 * DAY_MS);
    const ends = AT + 70 * DAY_MS + contactKeptMs;
    expect(all.dueAt).toBe(ends);
    expect(advanceOrder(all, ends - 1).order.job.contactRemovedAt).toBeUndefined();
    const { order: later } = advanceOrder(all, ends);
    expect(later).toMatchObject({ dueAt: NEVER, job: { contactRemovedAt: ends } });
    expect(later.job.customer.phone).toBe('');
    expect(later.heldCompletion).toEqual({ ...completion, settledAt: AT + 60 * DAY_MS });
    expect(later.job.billing).toEqual(order.job.billing);
  });

  it('[C2.6] go also where one provider was billed and what another had signed is settled', () => {
    const order = { ...billing(COMPLETED, 'billed'), heldSigned: [anothers] };
    expect(withDueAt(order).dueAt).toBe(NEVER);
    expect(settle(order, 'b', AT + DAY_MS).dueAt).toBe(AT + DAY_MS + contactKeptMs);
  });

  it('[C2.6] do not stay longer for settling what the bill covers, or before the end of the order', () => {
    const order = { ...billing(COMPLETED, 'billed'), heldSigned: [completion] };
    expect(settle(order, 'a', AT + DAY_MS).dueAt).toBe(AT + contactKeptMs);
    const early = settle({ ...cancelled(), heldCompletion: completion }, 'a', NOW - DAY_MS);
    expect(early.dueAt).toBe(NOW + contactKeptMs);
  });

  it('[C2.3, C2.4] stay while the visit of another still runs, or while billing holds what nobody has settled', () => {
    const running = { ...anOrderAfter('work.start'), heldSigned: [anothers] };
    const settled = settle(running, 'b', AT);
    expect(advanceOrder(settled, AT + 400 * DAY_MS).order.job.contactRemovedAt).toBeUndefined();
    expect(withDueAt(billing(cancelled(), 'held')).dueAt).toBe(NEVER);
  });
});
