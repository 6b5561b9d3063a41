import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { keepPending, reopenable } from '#domain/order/assignment/reopen.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { anOrderAfter } from '../../../support/builders.ts';
import { CONFIRM_DUE } from '../../../support/order-times.ts';
import { lost, unconfirmed, pending } from '../../../support/pending-actions.ts';

describe('pending actions', () => {
  const keep = (order: Order, kind: CommandKind, body?: object, by = 'anna') =>
    keepPending(order, pending(kind, body), by) !== undefined;

  it('[R9.12, R9.16, R9.9, R9.10, R9.11] are what can neither be judged nor prove anything', () => {
    const call = (reached: boolean) => ({ way: 'phone', reached, agreed: '' });
    const move = (startsAt: number, confirmedBy = 'phone') => ({
      ...{ startsAt, customerWish: 'x', confirmedBy }
    });
    expect(keep(lost(), 'note.add')).toBe(true);
    expect(keep(lost(), 'note.add', undefined, 'berta')).toBe(false);
    expect(keep(anOrderAfter('offer.accept'), 'note.add')).toBe(false);
    for (const kind of ['offer.accept', 'job.complete', 'price.agree', 'package.add'] as const) {
      expect(keep(lost(), kind), kind).toBe(false);
    }
    expect(keep(lost(), 'appointment.confirm', {})).toBe(false);
    expect(keep(unconfirmed(), 'appointment.confirm', {})).toBe(false);
    expect(keep(lost(), 'customer.contacted', call(true))).toBe(false);
    expect(keep(lost(), 'customer.contacted', call(false))).toBe(true);
    expect(keep(unconfirmed(), 'customer.contacted', call(true))).toBe(true);
    // Its own confirmation was not due when the limit passed: three hours before the new time.
    const edge = CONFIRM_DUE + 3 * HOUR_MS;
    expect(keep(unconfirmed(), 'appointment.change', move(edge + 1))).toBe(false);
    expect(keep(unconfirmed(), 'appointment.change', move(edge))).toBe(true);
    expect(keep(unconfirmed(), 'appointment.change', move(edge + 1, 'link'))).toBe(true);
    expect(keep(lost(), 'appointment.change', move(edge + 1))).toBe(true);
    const late = pending('appointment.change', move(edge + 1));
    const at = (ms: number) => ({ ...late, command: { ...late.command, at: ms } });
    expect(keepPending(unconfirmed(), at(CONFIRM_DUE), 'anna')).toBeUndefined();
    expect(keepPending(unconfirmed(), at(CONFIRM_DUE + 1), 'anna')).toBeDefined();
  });

  it('[R9.12] are kept in the order in which they came', () => {
    const one = keepPending(lost(), pending('note.add'), 'anna')!;
    const two = keepPending(one, pending('travel.start'), 'anna')!;
    expect(two.assignments[0]?.pending.map(({ command }) => command.kind)).toEqual([
      ...['note.add', 'travel.start']
    ]);
  });

  it.each<[string, (order: Order) => Order, boolean]>([
    ['as long as nobody has it', (order) => order, true],
    [
      'no longer once another has it',
      (order) => ({
        ...order,
        job: { ...order.job, provider: { id: 'berta', name: '', role: 'pro' } }
      }),
      false
    ],
    [
      'no longer once another had it',
      (order) => ({ ...order, assignments: [...order.assignments, newAssignment('berta', 0)] }),
      false
    ],
    [
      'no longer once it is cancelled',
      (order) => ({ ...order, job: { ...order.job, state: 'cancelled' } }),
      false
    ],
    [
      'no longer once contact data are gone',
      (order) => ({ ...order, job: { ...order.job, contactRemovedAt: 0 } }),
      false
    ],
    [
      'not what was given back',
      (order) => ({
        ...order,
        assignments: order.assignments.map((each) => ({
          ...each,
          ended: { ...each.ended!, limitAt: null }
        }))
      }),
      false
    ]
  ])('[R9.6, R9.15] a proof can reopen it: %s', (_title, change, expected) => {
    expect(reopenable(change(lost()), 'anna') !== undefined).toBe(expected);
    expect(reopenable(change(lost()), 'berta')).toBeUndefined();
  });
});
