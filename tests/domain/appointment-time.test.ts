import { describe, expect, it } from 'vitest';
import { allowedActions } from '#domain/order/life-cycle/allowed-actions.ts';
import { judge } from '../support/judge.ts';
import { againstTime } from '#domain/order/life-cycle/guards.ts';
import type { Order } from '#domain/order/order.ts';
import { BOOKING_POLICY, HOUR_MS } from '#domain/policy/policy.ts';
import { readBody } from '#domain/protocol/read-body.ts';
import { customerViewOf } from '#domain/order/views/customer-view.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';

const LATEST_DATE = 8.64e15;
const HORIZON = NOW + BOOKING_POLICY.horizonMs;

function change(order: Order, startsAt: number, confirmedBy: 'phone' | 'link', at = NOW) {
  const body = { startsAt, customerWish: 'later', confirmedBy };
  const actor = { type: 'provider', id: 'anna' } as const;
  return judge(order, aCommand('appointment.change', order.job, { body, actor, at }), RULES);
}

/** A change that waits for the customer's own answer. */
function asked(startsAt: number): Order {
  const decision = change(anOrderAfter('customer.contacted'), startsAt, 'link');
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}

describe('the time of a visit', () => {
  it.each([
    [NOW, 'appointment.past'],
    [NOW + 1, null],
    [HORIZON, null],
    [HORIZON + 1, 'appointment.tooFar'],
    [LATEST_DATE, 'appointment.tooFar']
  ])('[R7.3] at %i has against it: %s', (startsAt, code) => {
    expect(againstTime(startsAt, NOW)).toBe(code);
  });

  it('[R7.4] agreed on the phone knows no lead time and no opening hours', () => {
    const midnight = Date.UTC(2026, 5, 8, 23, 30);
    const order = anOrderAfter('customer.contacted');
    for (const startsAt of [midnight, NOW + 60_000]) {
      expect(change(order, startsAt, 'phone').outcome).toBe('applied');
    }
  });

  it.each(['phone', 'link'] as const)('[R7.3] is not moved beyond the horizon, by %s', (by) => {
    const refused = { outcome: 'refused', code: 'appointment.tooFar' };
    expect(change(anOrderAfter('customer.contacted'), HORIZON + 1, by)).toEqual(refused);
  });

  it.each(['appointment.change', 'booking.request'] as const)(
    '[R7.3] is one that a date can hold, in %s',
    (kind) => {
      const body = (startsAt: number) =>
        kind === 'booking.request'
          ? { packageId: 'wlan', startsAt, note: '' }
          : { startsAt, customerWish: 'later', confirmedBy: 'phone' };
      expect(readBody(kind, body(LATEST_DATE))).toBeDefined();
      for (const startsAt of [LATEST_DATE + 1, 9e15, -1]) {
        expect(readBody(kind, body(startsAt))).toBeUndefined();
      }
    }
  );
});

describe('a new time that waits for the customer', () => {
  const STARTS_AT = NOW + 10 * HOUR_MS;
  const agree = (at: number) => {
    const order = asked(STARTS_AT);
    const actor = { type: 'customer' } as const;
    return judge(order, aCommand('appointment.agree', order.job, { body: {}, actor, at }), RULES);
  };
  const blocked = (at: number) =>
    allowedActions(asked(STARTS_AT).job, 'customer', at).find(
      ({ kind }) => kind === 'appointment.agree'
    )?.blockedBy;

  it('[R7.2, R7.3] is agreed to before it has come', () => {
    expect(agree(STARTS_AT - 1)).toMatchObject({
      outcome: 'applied',
      next: { job: { appointment: { startsAt: STARTS_AT } } }
    });
    expect(blocked(STARTS_AT - 1)).toBeNull();
  });

  it.each([STARTS_AT, STARTS_AT + 10 * HOUR_MS])('[R7.5] is not agreed to at %i', (at) => {
    expect(agree(at)).toEqual({ outcome: 'refused', code: 'appointment.past' });
    expect(blocked(at)).toBe('appointment.past');
  });

  it('[R7.5] shows on the page of the customer whether they may still agree, as the rules say', () => {
    const may = (at: number) =>
      customerViewOf(asked(STARTS_AT), at, null).appointmentChange?.canAgree;
    expect([may(STARTS_AT - 1), may(STARTS_AT)]).toEqual([true, false]);
  });
});
