import { describe, expect, it } from 'vitest';
import * as limits from '#domain/order/limits.ts';
import { missOf } from '#domain/order/missed-visit.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aJob, anOrderAfter, NOW } from '../../support/builders.ts';
import { CONTACT_DUE, STARTS_AT, CONFIRM_DUE } from '../../support/order-times.ts';

describe('time limits', () => {
  it('[R8.2, R9.1, R9.2, R9.3, R27.1, R27.9] follow from the job', () => {
    const job = aJob();
    const { appointment } = job;
    expect(limits.contactDueAt(job)).toBe(CONTACT_DUE);
    expect(limits.contactDueAt({ acceptedAt: null })).toBeNull();
    expect(limits.confirmOpensAt(job)).toBe(STARTS_AT - 24 * HOUR_MS);
    expect(limits.confirmDueAt(job)).toBe(CONFIRM_DUE);
    expect(limits.freeCancelUntil(job)).toBe(STARTS_AT - 24 * HOUR_MS);
    expect(limits.absentFrom({ appointment, arrivedAt: STARTS_AT + 1 })).toBe(STARTS_AT + 600_001);
    expect(limits.absentFrom({ appointment, arrivedAt: STARTS_AT - 1 })).toBe(STARTS_AT + 600_000);
    expect(limits.absentFrom({ appointment, arrivedAt: null })).toBeNull();
    expect(limits.isConfirmedByAccepting({ appointment }, CONFIRM_DUE)).toBe(true);
    expect(limits.isConfirmedByAccepting({ appointment }, CONFIRM_DUE - 1)).toBe(false);
    expect(limits.canStillBeOffered(job, STARTS_AT - 1)).toBe(true);
    expect(limits.canStillBeOffered(job, STARTS_AT)).toBe(false);
  });

  it('[R8.6, R9.4] take the job back only where that helps', () => {
    const missed = (fields: object, limit: 'contact' | 'confirm') =>
      limits.missedLimitAt({ ...aJob(), ...fields }, limit);
    expect(missed({}, 'contact')).toBe(CONTACT_DUE);
    expect(missed({ state: 'contacted' }, 'contact')).toBeNull();
    expect(missed({ acceptedAt: STARTS_AT - 12 * HOUR_MS - 1 }, 'contact')).toBe(STARTS_AT - 1);
    expect(missed({ acceptedAt: STARTS_AT - 12 * HOUR_MS }, 'contact')).toBeNull();
    expect(missed({ state: 'contacted' }, 'confirm')).toBe(CONFIRM_DUE);
    expect(missed({}, 'confirm')).toBe(CONFIRM_DUE);
    expect(missed({ confirmedAt: NOW }, 'confirm')).toBeNull();
    expect(missed({ state: 'confirmed' }, 'confirm')).toBeNull();
  });

  it.each<[Order['job']['state'], number | null, unknown]>([
    ['confirmed', null, { what: 'visit.miss', dueAt: STARTS_AT + 3 * HOUR_MS }],
    ['travelling', null, { what: 'visit.miss', dueAt: STARTS_AT + 3 * HOUR_MS }],
    ['arrived', STARTS_AT - 5, { what: 'visit.overrun', dueAt: STARTS_AT + 25 * HOUR_MS }],
    ['working', STARTS_AT + 5, { what: 'visit.overrun', dueAt: STARTS_AT + 25 * HOUR_MS + 5 }],
    ['completed', STARTS_AT, null],
    ['offered', null, null]
  ])('[V1.1, V1.2] tell support of a visit that is %s', (state, arrivedAt, expected) => {
    const order = anOrderAfter('offer.accept');
    const job = { ...order.job, state, arrivedAt };
    expect(missOf({ ...order, job })).toEqual(expected);
  });

  it('[V1.3] once for each appointment', () => {
    const order = anOrderAfter('appointment.confirm');
    const dueAt = STARTS_AT + 3 * HOUR_MS;
    const at = (ms: number, what: 'visit.miss' | 'visit.overrun' = 'visit.miss') =>
      missOf({ ...order, history: [{ ...order.history[0]!, at: ms, what }] });
    expect(at(dueAt - 1)?.dueAt).toBe(dueAt);
    expect(at(dueAt)).toBeNull();
    expect(at(dueAt, 'visit.overrun')?.dueAt).toBe(dueAt);
  });
});
