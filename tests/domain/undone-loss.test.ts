import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { isLapseDue } from '#domain/order/due-items.ts';
import { endsOf } from '#domain/order/assignment/assignment.ts';
import { escalationsOf, noticesOf } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import { reputationEventsOf, withReputationEvent } from '#domain/order/assignment/reputation.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, aProvider, NOW, RULES } from '../support/builders.ts';

const ACCEPTED = anOrderAfter('offer.accept');
const CONTACT_MISSED = NOW + 60_000 + TIME_POLICY.contactLimitMs + 1;
const ANNA = { type: 'provider', id: 'anna' } as const;
function after(order: Order, kind: CommandKind, fields: Partial<Command> = {}): Order {
  const decision = judge(order, aCommand(kind, order.job, { actor: ANNA, ...fields }), RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}
const lapsed = () => advanceOrder(ACCEPTED, CONTACT_MISSED);
const unplaced = () => startRound(lapsed(), [], CONTACT_MISSED);
const honoured = (order = unplaced()) => after(order, 'customer.contacted', { at: NOW + HOUR_MS });

/** Of a provider with `lost: 0` who is told these events, in their order. */
function lostAfter(...orders: Order[]): number {
  let provider = aProvider();
  for (const order of orders) {
    for (const tally of reputationEventsOf(order))
      provider = withReputationEvent(provider, order._id, tally);
  }
  return provider.reliability.lost - aProvider().reliability.lost;
}

describe('a proof in time that is honoured late', () => {
  it('[R9.20] undoes the loss before it, and no other', () => {
    expect(endsOf(unplaced())).toMatchObject([{ why: 'contact.lapsed', reopenedAt: null }]);
    const given = after(honoured(), 'job.giveBack', { at: NOW + 14 * HOUR_MS });
    expect(endsOf(given).map(({ why, reopenedAt }) => [why, reopenedAt !== null])).toEqual([
      ['contact.lapsed', true],
      ['givenBack', false]
    ]);
  });

  it('[R9.20] leaves nothing counted, whether or not the loss was counted before', () => {
    expect(lostAfter(unplaced())).toBe(1);
    expect(lostAfter(unplaced(), honoured())).toBe(0);
    expect(lostAfter(honoured())).toBe(0);
    expect(lostAfter(unplaced(), honoured(), honoured(), unplaced())).toBe(0);
    const given = after(honoured(), 'job.giveBack', { at: NOW + 14 * HOUR_MS });
    expect(lostAfter(unplaced(), given)).toBe(1);
  });

  it('[R9.21] resolves what support was told of it, and of the order that nobody took meanwhile', () => {
    const told = (order: Order) =>
      escalationsOf(order).map(({ kind, resolution }) => [kind, resolution]);
    expect(told(unplaced())).toEqual([
      ['contact.lapsed', null],
      ['unplaced', null]
    ]);
    expect(told(honoured())).toEqual([
      ['contact.lapsed', 'proof.honoured'],
      ['unplaced', 'proof.honoured']
    ]);
    expect(escalationsOf(honoured()).map(({ id }) => id)).toEqual(
      escalationsOf(unplaced()).map(({ id }) => id)
    );
    expect(noticesOf(honoured()).map(({ kind }) => kind)).not.toContain('contact.lapsed');
  });
});

describe('a clock that may not take a job back yet', () => {
  it('[R9.17] leaves it with who has it, and says what is missed', () => {
    const held = advanceOrder(ACCEPTED, CONTACT_MISSED, { mayLapse: false });
    expect(held.job).toBe(ACCEPTED.job);
    expect(held.dueAt).toBeLessThanOrEqual(CONTACT_MISSED);
    expect(isLapseDue(held, CONTACT_MISSED)).toBe(true);
    expect(isLapseDue(held, CONTACT_MISSED - 1)).toBe(false);
    expect(advanceOrder(held, CONTACT_MISSED).job.provider).toBeNull();
  });

  it('[R9.17] does the same with a visit that nobody confirmed', () => {
    const contacted = anOrderAfter('customer.contacted');
    const late = contacted.job.appointment.startsAt - TIME_POLICY.confirmClosesMs + 1;
    expect(isLapseDue(contacted, late)).toBe(true);
    expect(isLapseDue(contacted, late - 1)).toBe(false);
    const order = advanceOrder(contacted, late, { mayLapse: false });
    expect(order.job.provider?.id).toBe('anna');
  });
});
