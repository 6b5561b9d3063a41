import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { aPaper, withHeld } from '../support/papers.ts';
import { judge } from '../support/judge.ts';
import type { CommandBody } from '#domain/order/life-cycle/command.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import {
  aCommand,
  anOfferedOrder,
  anOrderAfter,
  aProvider,
  NOW,
  RULES
} from '../support/builders.ts';

describe('contact data', () => {
  const ended = NOW + 50 * HOUR_MS;
  const failed = (cause: CommandBody<'job.fail'>['cause'] = 'deviceDefective') => {
    const order = anOrderAfter('visit.arrive');
    const body = { cause, note: '' };
    const decision = judge(order, aCommand('job.fail', order.job, { at: ended, body }), RULES);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    return advanceOrder(decision.next, ended);
  };

  const billed = (order: Order) =>
    withDueAt({
      ...order,
      job: { ...order.job, billing: { ...order.job.billing, state: 'billed' } }
    });

  it('[C2.11] stay in what the customer signed, to the byte', () => {
    const order = billed(anOrderAfter('job.complete'));
    const later = advanceOrder(order, order.dueAt);
    expect(later.job.contactRemovedAt).toBe(order.dueAt);
    expect(later.job.completion).toEqual(order.job.completion);
  });

  it('[C2.3] stay as long as support holds the order', () => {
    const order = anOrderAfter('job.complete');
    const billing = { ...order.job.billing, state: 'held' as const };
    expect(withDueAt({ ...order, job: { ...order.job, state: 'held', billing } }).dueAt).toBe(
      NEVER
    );
  });

  describe('while something signed is held that no bill of the order covers', () => {
    const completion = aPaper();
    const consent = aPaper({ action: 'c', kind: 'consent', body: { consentHash: 'h' } });
    const cancelled = () => {
      const order = anOrderAfter('customer.contacted');
      const command = aCommand('order.cancel', order.job, { actor: { type: 'customer' } });
      const decision = judge(order, command, RULES);
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      return decision.next;
    };
    const unplaced = () => {
      const order = anOfferedOrder([aProvider()]);
      return { ...order, offers: [], job: { ...order.job, state: 'unplaced' as const } };
    };
    const lost = (order: Order) => withHeld(order, 'anna', completion);
    const anothers = (order: Order) => withHeld(order, 'berta', completion);
    const consented = (order: Order) => withHeld(order, 'anna', consent);

    it.each<[string, Order, (order: Order) => Order]>([
      ['of a visit by who had lost an order that nobody took', unplaced(), lost],
      ['of a visit whose order was cancelled free of charge', cancelled(), lost],
      ['beside the fee of a failed visit', billed(failed()), lost],
      ['by another than the one who was billed', billed(anOrderAfter('job.complete')), anothers],
      [
        'the same, beside a paper that the bill covers',
        billed(anOrderAfter('job.complete')),
        (order) => anothers(lost(order))
      ]
    ])('[C2.4] stay: %s', (_what, order, hold) => {
      expect(withDueAt(order).dueAt).not.toBe(NEVER);
      const later = order.job.appointment.startsAt + 400 * 24 * HOUR_MS;
      const kept = advanceOrder(hold(order), later);
      expect(kept).toMatchObject({ dueAt: NEVER, job: { customer: order.job.customer } });
    });

    it.each<[string, Order, (order: Order) => Order]>([
      ['a second paper of the visit that was billed', billed(anOrderAfter('job.complete')), lost],
      ['a consent at the visit that was billed', billed(anOrderAfter('job.complete')), consented],
      ['a consent at a visit that failed, with its fee billed', billed(failed()), consented],
      [
        'a consent of an order that was cancelled free of charge: no bill can come any more',
        cancelled(),
        consented
      ],
      ['a consent at a visit that failed without a fee', failed('providerPrevented'), consented]
    ])('[C2.5] go: %s', (_what, order, hold) => {
      const { dueAt } = withDueAt(hold(order));
      expect(dueAt).toBe(withDueAt(order).dueAt);
      const { job } = advanceOrder(hold(order), dueAt);
      expect(job.contactRemovedAt).toBe(dueAt);
    });
  });

  it('[C2.2] go from an order that was cancelled and from one that nobody took', () => {
    const open = anOfferedOrder([aProvider()]);
    const after = open.job.appointment.startsAt + 60 * 24 * HOUR_MS;
    const cancelled = judge(
      open,
      aCommand('order.cancel', open.job, { actor: { type: 'customer' } }),
      RULES
    );
    if (cancelled.outcome !== 'applied') throw new Error(cancelled.code);
    for (const order of [open, cancelled.next]) {
      const later = advanceOrder(order, after);
      expect(later.job).toMatchObject({ contactRemovedAt: after, customer: { phone: '' } });
      expect(later.dueAt).toBe(NEVER);
    }
  });

  it('[C2.1, C2.3, C2.7] leave it 30 days after the order has ended, once', () => {
    const order = billed(failed());
    expect(failed().dueAt).toBe(NEVER);
    expect(order.dueAt).toBe(ended + TIME_POLICY.contactKeptMs);
    expect(advanceOrder(order, order.dueAt - 1).job.contactRemovedAt).toBeUndefined();
    const later = advanceOrder(order, order.dueAt);
    expect(later).toMatchObject({ dueAt: NEVER, job: { contactRemovedAt: order.dueAt } });
    const { name, phone, email } = order.job.customer;
    const said = JSON.stringify({ ...later, job: { ...later.job, completion: null } });
    for (const text of [name, phone, email, order.job.place.street])
      expect(said).not.toContain(text);
    expect(later.job.place).toMatchObject({ postcode: '4051', city: 'Basel' });
  });
});
