import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { judge } from '../support/judge.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import { JOB_STATES } from '#domain/order/job-states.ts';
import { missOf } from '#domain/order/missed-visit.ts';
import { escalationsOf } from '#domain/order/views/notices.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, RULES } from '../support/builders.ts';

const kindsOf = (order: Order) => escalationsOf(order).map(({ kind }) => kind);
const endOf = ({ job }: Order) => {
  const { startsAt, durationMin } = job.appointment;
  return Math.max(startsAt, job.arrivedAt ?? 0) + durationMin * 60_000;
};
/** Runs the clock at each of its due times, as the timers do. */
function runUntil(from: Order, until: number): Order {
  let order = withDueAt(from);
  while (order.dueAt <= until) order = advanceOrder(order, order.dueAt);
  return order;
}

/** Accepted when confirming was over: confirmed by that, and the call is due only after the visit. */
function acceptedLate(): Order {
  const order = anOrderAfter('offer.accept');
  const at = order.job.appointment.startsAt - HOUR_MS;
  return { ...order, job: { ...order.job, acceptedAt: at, confirmedAt: at } };
}

describe('[V1.1, V1.4, R8.6] a visit whose time is over', () => {
  it.each<[string, Order]>([
    ['accepted too late to be called within the limit', acceptedLate()],
    ['confirmed', anOrderAfter('appointment.confirm')],
    ['travelling', anOrderAfter('travel.start')]
  ])('%s: support is told once, and the provider keeps the job', (_, order) => {
    const due = endOf(order) + TIME_POLICY.missedAfterMs;
    expect(kindsOf(runUntil(order, due - 1))).toEqual([]);
    const told = runUntil(order, due + 1_000 * HOUR_MS);
    expect(kindsOf(told)).toEqual(['visit.missed']);
    expect(escalationsOf(told)).toMatchObject([{ provider: 'anna', at: due }]);
    expect(told.job).toEqual(order.job);
    expect(told.dueAt).toBe(NEVER);
    expect(advanceOrder(told, due + 5).history).toBe(told.history);
  });

  it.each<CommandKind>(['visit.arrive', 'work.start'])(
    '[V1.2] after %s: support is told when it is never finished',
    (last) => {
      const order = anOrderAfter(last);
      const due = endOf(order) + TIME_POLICY.unfinishedAfterMs;
      expect(kindsOf(runUntil(order, due - 1))).toEqual([]);
      expect(kindsOf(runUntil(order, due + 1_000 * HOUR_MS))).toEqual(['visit.unfinished']);
    }
  );

  it('[V1.1, V1.2] is due in every state in which somebody is to come or to finish, and in no other', () => {
    const order = anOrderAfter('appointment.confirm');
    const due = JOB_STATES.filter((state) => missOf({ ...order, job: { ...order.job, state } }));
    expect(due).toEqual(['accepted', 'contacted', 'confirmed', 'travelling', 'arrived', 'working']);
  });

  it('[V1.4] still takes what the device says late', () => {
    const order = anOrderAfter('travel.start');
    const told = runUntil(order, endOf(order) + 9 * HOUR_MS);
    const command = aCommand('visit.arrive', told.job, { at: order.job.appointment.startsAt });
    expect(judge(told, command, RULES)).toMatchObject({ outcome: 'applied' });
  });

  it('[V1.3] is told of anew for another appointment', () => {
    const order = anOrderAfter('appointment.confirm');
    const told = runUntil(order, endOf(order) + 9 * HOUR_MS);
    const startsAt = told.job.appointment.startsAt + 48 * HOUR_MS;
    const moved = {
      ...told,
      job: { ...told.job, appointment: { ...told.job.appointment, startsAt } }
    };
    expect(kindsOf(runUntil(moved, startsAt + 99 * HOUR_MS))).toEqual([
      'visit.missed',
      'visit.missed'
    ]);
  });
});
