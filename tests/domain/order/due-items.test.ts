import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { dueItems, isLapseDue } from '#domain/order/due-items.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { anOfferedOrder, anOrder, anOrderAfter } from '../../support/builders.ts';
import { moments } from '../../support/moments.ts';
import { CLOCK, TWO } from '../../support/order-commands.ts';
import { CONTACT_DUE, STARTS_AT } from '../../support/order-times.ts';
import { withJob } from '../../support/with-job.ts';

describe('what is due, written out', () => {
  const due = (order: Order) =>
    dueItems(order)
      .filter(({ at }) => at !== NEVER)
      .map(({ at, until, isLapse, act }) =>
        [
          at === 0 ? 'now' : moments(at),
          until && `until ${String(moments(until))}`,
          isLapse && 'lapse',
          act ? '' : 'dispatch'
        ]
          .filter(Boolean)
          .join(' ')
      );

  it.each<[string, Order, string[]]>([
    ['booked', anOrder(), ['now dispatch']],
    ['offered to one of two', anOfferedOrder(TWO), ['+48:00', '+0:02:10']],
    ['offered to the last one', anOfferedOrder(), ['+48:00', '+0:02:10']],
    ['offered to nobody', { ...anOfferedOrder(), offers: [] }, ['+48:00', 'now']],
    [
      'accepted',
      anOrderAfter('offer.accept'),
      ['+12:01:0.001 lapse', '+6:01 until +12:01', '+45:00:0.001 lapse', '+51:00']
    ],
    ['called', anOrderAfter('customer.contacted'), ['+45:00:0.001 lapse', '+51:00']],
    ['confirmed', anOrderAfter('appointment.confirm'), ['+51:00']],
    ['at work', anOrderAfter('work.start'), ['+73:00']],
    ['signed', anOrderAfter('job.complete'), []],
    [
      'unplaced with an open offer',
      withJob(anOfferedOrder(), { state: 'unplaced' }),
      ['+48:00', '+769:00']
    ],
    [
      'unplaced without',
      { ...withJob(anOfferedOrder(), { state: 'unplaced' }), offers: [] },
      ['+48:00', '+769:00']
    ]
  ])('[R5.2, R5.9, R5.11, R8.1, R8.2, R9.2, V1.1, V1.2] %s', (_title, order, expected) => {
    expect(due(order)).toEqual(expected);
  });

  it('[R8.1] after both reminders only the limit is left', () => {
    const order = anOrderAfter('offer.accept');
    const told = (reminders: number) => ({
      ...order,
      assignments: order.assignments.map((each) => ({ ...each, reminders }))
    });
    expect(due(told(1))).toEqual([
      ...['+12:01:0.001 lapse', '+11:01 until +12:01', '+45:00:0.001 lapse', '+51:00']
    ]);
    expect(due(told(2))).toEqual(['+12:01:0.001 lapse', '+45:00:0.001 lapse', '+51:00']);
  });

  it('[R9.17, R9.5] takes the job from nobody while their devices are still heard', () => {
    const order = anOrderAfter('offer.accept');
    expect(isLapseDue(order, CONTACT_DUE)).toBe(false);
    expect(isLapseDue(order, CONTACT_DUE + 1)).toBe(true);
    const kept = advanceOrder(order, CONTACT_DUE + 1, { mayLapse: false });
    expect(kept.job.state).toBe('accepted');
    expect(advanceOrder(order, CONTACT_DUE + 1).job.state).toBe('requested');
    // Too late to remind of a limit that is over.
    expect(kept.assignments[0]?.reminders).toBe(0);
    const last = advanceOrder(order, CONTACT_DUE, { mayLapse: false });
    expect(last.assignments[0]?.reminders).toBe(2);
  });

  it('[R5.13] is done once, and the next moment is known', () => {
    const order = withDueAt(anOrderAfter('offer.accept'));
    expect(moments(order.dueAt)).toBe('+6:01');
    expect(advanceOrder(order, order.dueAt - 1)).toBe(order);
    const reminded = advanceOrder(order, order.dueAt);
    expect(moments(reminded.dueAt)).toBe('+11:01');
    expect(reminded.history.at(-1)).toEqual({
      ...{ at: order.dueAt, by: CLOCK, what: 'contact.remind', from: 'accepted', to: 'accepted' }
    });
    expect(advanceOrder({ ...order, dueAt: 1 }, 0)).toEqual(order);
    const over = advanceOrder(withJob(anOfferedOrder(), { state: 'unplaced' }), STARTS_AT);
    expect(over.offers[0]?.state).toBe('withdrawn');
    expect(over.history.map(({ what }) => what)).toEqual([
      ...anOfferedOrder().history.map(({ what }) => what),
      'order.expire'
    ]);
  });
});
