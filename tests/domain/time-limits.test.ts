import { describe, expect, it } from 'vitest';
import { advanceOrder, startRound } from '#domain/order/advance-order.ts';
import { formerProviders } from '#domain/order/assignment/assignment.ts';
import { noticesOf } from '#domain/order/views/notices.ts';
import { judge } from '../support/judge.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { rank } from '#domain/matching/ranking.ts';
import { HOUR_MS, TIME_POLICY, USUAL_RULES } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, aProvider, NOW, RULES } from '../support/builders.ts';

const ACCEPTED_AT = NOW + 60_000;
const CONTACT_DUE = ACCEPTED_AT + TIME_POLICY.contactLimitMs;
const STARTS_AT = NOW + 48 * HOUR_MS;
const CONFIRM_DUE = STARTS_AT - TIME_POLICY.confirmClosesMs;

const act = (order: Order, kind: CommandKind, at: number, fields: Partial<Command> = {}) => {
  const actor = { type: 'provider', id: 'anna' } as const;
  return judge(order, aCommand(kind, order.job, { actor, at, ...fields }), RULES);
};
const taken = (order: Order) => {
  const other = aProvider({ id: 'berta' });
  const round = startRound(
    order,
    newOffers(order.job, [rank(other, 'wlan', order.job.place, null)]),
    CONTACT_DUE + 5
  );
  const actor = { type: 'provider', id: 'berta' } as const;
  const decision = judge(
    round,
    aCommand('offer.accept', round.job, { actor, at: CONTACT_DUE + 9 }),
    RULES
  );
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
};

describe('the call within 12 hours', () => {
  it('[R8.1] is reminded at 6 and at 11 hours, once each', () => {
    let order = anOrderAfter('offer.accept');
    const told: string[] = [];
    for (const hours of [5, 6, 6, 10.9, 11, 11.5]) {
      const known = noticesOf(order).length;
      order = advanceOrder(order, ACCEPTED_AT + hours * HOUR_MS);
      told.push(
        ...noticesOf(order)
          .slice(known)
          .map(({ kind }) => `${hours} ${kind}`)
      );
    }
    expect(told).toEqual(['6 contact.remind', '11 contact.remind']);
  });

  it('[R8.2] counts up to the last moment', () => {
    const order = advanceOrder(anOrderAfter('offer.accept'), CONTACT_DUE);
    expect(order.job.state).toBe('accepted');
  });

  it('[R8.3, R8.4] takes the job back when it is missed, and tells who lost it', () => {
    const order = advanceOrder(anOrderAfter('offer.accept'), CONTACT_DUE + 1);
    expect(order.job).toMatchObject({ state: 'requested', provider: null });
    expect(formerProviders(order)).toEqual(['anna']);
    expect(noticesOf(order).at(-1)).toMatchObject({ kind: 'contact.lapsed', provider: 'anna' });
    expect(order.dueAt).toBe(0);
  });

  it('[R8.5] does not count an attempt in which the customer was not reached', () => {
    const order = anOrderAfter('offer.accept');
    const body = { way: 'phone', reached: false, agreed: '' } as const;
    const decision = act(order, 'customer.contacted', NOW + HOUR_MS, { body });
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: { job: { state: 'accepted', contactedAt: null } }
    });
  });
});

describe('a proof that comes late', () => {
  const lapsed = () => advanceOrder(anOrderAfter('offer.accept'), CONTACT_DUE + 1);

  it('[R9.6, R9.9] is honoured when it was made in time and nobody has the job', () => {
    const decision = act(lapsed(), 'customer.contacted', CONTACT_DUE - 1);
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: {
        assignments: [{ ended: null }],
        job: { state: 'contacted', provider: { id: 'anna' } }
      }
    });
  });

  it('[R9.7] is refused when it was not made in time', () => {
    expect(act(lapsed(), 'customer.contacted', CONTACT_DUE + 1)).toEqual({
      outcome: 'refused',
      code: 'contact.tooLate'
    });
  });

  it('[R9.8] is held as evidence when another has the job', () => {
    const decision = act(taken(lapsed()), 'customer.contacted', CONTACT_DUE - 1);
    expect(decision).toEqual({ outcome: 'held', code: 'job.reassigned' });
  });

  it('[R9.6] does not bring a job back by anything but the proof itself', () => {
    expect(act(lapsed(), 'travel.start', CONTACT_DUE - 1)).toEqual({
      outcome: 'held',
      code: 'job.lapsed'
    });
  });
});

describe('the confirmation within 24 hours', () => {
  it('[R9.1] opens 24 hours before the visit', () => {
    const order = anOrderAfter('customer.contacted');
    const opens = STARTS_AT - TIME_POLICY.confirmOpensMs;
    expect(act(order, 'appointment.confirm', opens - 1)).toEqual({
      outcome: 'refused',
      code: 'confirm.tooEarly'
    });
    expect(act(order, 'appointment.confirm', opens)).toMatchObject({ outcome: 'applied' });
  });

  it('[R9.2] lapses 3 hours before the visit', () => {
    const order = anOrderAfter('customer.contacted');
    expect(advanceOrder(order, CONFIRM_DUE).job.state).toBe('contacted');
    expect(advanceOrder(order, CONFIRM_DUE + 1).job.state).toBe('requested');
  });

  it('[R7.1, R7.6] asks for a new confirmation when the customer moves a confirmed visit', () => {
    const order = anOrderAfter('appointment.confirm');
    const decision = act(order, 'appointment.change', NOW + 31 * HOUR_MS);
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: {
        job: {
          state: 'contacted',
          confirmedAt: null,
          appointment: { startsAt: NOW + 72 * HOUR_MS }
        }
      }
    });
  });

  describe('a visit that the customer moves to where confirming is over', () => {
    const MOVED_TO = STARTS_AT - HOUR_MS;
    const asked = MOVED_TO - TIME_POLICY.confirmClosesMs + 1;
    const body = {
      startsAt: MOVED_TO,
      customerWish: 'An hour earlier',
      confirmedBy: 'phone'
    } as const;

    it.each([
      ['accepted', 'offer.accept'],
      ['confirmed', 'customer.contacted'],
      ['confirmed', 'appointment.confirm']
    ] as const)('[R7.7] stays with its provider, %s, after %s', (state, last) => {
      const order = anOrderAfter(last);
      const late = { ...order, job: { ...order.job, acceptedAt: asked } };
      const decision = act(late, 'appointment.change', asked, { body });
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      expect(decision.next.job).toMatchObject({ state, confirmedAt: asked });
      expect(advanceOrder(decision.next, asked).job.provider?.id).toBe('anna');
    });
  });

  it('[R7.6] asks for a new confirmation when a visit that was confirmed by accepting it is moved', () => {
    const order = anOrderAfter('offer.accept');
    const late = { ...order, job: { ...order.job, confirmedAt: NOW } };
    const decision = act(late, 'appointment.change', NOW + HOUR_MS);
    expect(decision).toMatchObject({ next: { job: { state: 'accepted', confirmedAt: null } } });
  });

  it('[R9.4] leaves a confirmed visit to nobody’s clock', () => {
    const order = advanceOrder(anOrderAfter('appointment.confirm'), STARTS_AT + 99 * HOUR_MS);
    expect(order).toMatchObject({ dueAt: NEVER, job: { state: 'confirmed' } });
  });
});

describe('giving back and cancelling', () => {
  it('[R27.10] sends a job that was given back out again, without the one who gave it back', () => {
    const decision = act(anOrderAfter('customer.contacted'), 'job.giveBack', NOW + 2 * HOUR_MS);
    expect(decision).toMatchObject({
      outcome: 'applied',
      next: {
        assignments: [{ provider: 'anna', ended: { why: 'givenBack', limitAt: null } }],
        job: { state: 'requested', provider: null, contacts: [] }
      }
    });
  });

  it('[R7.15] leaves a wish that still waits for the customer with the one who recorded it', () => {
    const order = anOrderAfter('customer.contacted');
    const body = {
      startsAt: NOW + 72 * HOUR_MS,
      customerWish: 'später',
      confirmedBy: 'link'
    } as const;
    const asked = act(order, 'appointment.change', NOW + HOUR_MS, { body });
    if (asked.outcome !== 'applied') throw new Error(asked.code);
    const released = act(asked.next, 'job.giveBack', NOW + 2 * HOUR_MS);
    expect(released).toMatchObject({
      outcome: 'applied',
      next: { job: { appointmentChanges: [] } }
    });
  });

  it('[R27.1, R27.3] lets the customer cancel free of charge until 24 hours before', () => {
    const order = anOrderAfter('customer.contacted');
    const limit = STARTS_AT - USUAL_RULES.cancelTiers[0].fromMs;
    const cancel = (at: number) => act(order, 'order.cancel', at, { actor: { type: 'customer' } });
    expect(cancel(limit)).toMatchObject({
      outcome: 'applied',
      next: { job: { state: 'cancelled' } }
    });
    expect(cancel(limit + 1)).toEqual({ outcome: 'refused', code: 'cancel.tooLate' });
  });

  it('[R27.9] takes "customer absent" only ten minutes after arrival', () => {
    const order = anOrderAfter('visit.arrive');
    const arrived = order.job.arrivedAt ?? 0;
    const body = { cause: 'customerAbsent', note: '' } as const;
    const early = act(order, 'job.fail', arrived + TIME_POLICY.absentAfterMs - 1, { body });
    expect(early).toEqual({ outcome: 'refused', code: 'failure.tooEarly' });
    const later = act(order, 'job.fail', arrived + TIME_POLICY.absentAfterMs, { body });
    expect(later).toMatchObject({ outcome: 'applied', next: { job: { state: 'failed' } } });
  });
});
