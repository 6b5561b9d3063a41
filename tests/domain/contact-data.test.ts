import { describe, expect, it } from 'vitest';
import { advanceOrder, withDueAt } from '#domain/order/advance-order.ts';
import { applyToOrder } from '#domain/order/life-cycle/apply-to-order.ts';
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
    const decision = applyToOrder(
      order,
      aCommand('job.fail', order.job, { at: ended, body }),
      RULES
    );
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    return advanceOrder(decision.next, ended).order;
  };

  const billed = (order: Order) =>
    withDueAt({
      ...order,
      job: { ...order.job, billing: { ...order.job.billing, state: 'billed' } }
    });

  it('[C2.11] stay in what the customer signed, to the byte', () => {
    const order = billed(anOrderAfter('job.complete'));
    const { order: later } = advanceOrder(order, order.dueAt);
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
    const entry = { at: NOW, code: 'job.lapsed', rebuilt: null } as const;
    const completion = { ...entry, action: 'a', provider: 'anna', body: { statementHash: 'h' } };
    const consent = { ...entry, action: 'c', provider: 'anna', body: { consentHash: 'h' } };
    /** Told by the action's verdict, as before it was written beside what is held. */
    const { provider: _, ...older } = completion;
    const verdict = { outcome: 'held', code: 'job.lapsed', at: NOW, hash: '' } as const;
    const verdicts = { a: { ...verdict, provider: 'anna' } };
    const cancelled = () => {
      const order = anOrderAfter('customer.contacted');
      const command = aCommand('order.cancel', order.job, { actor: { type: 'customer' } });
      const decision = applyToOrder(order, command, RULES);
      if (decision.outcome !== 'applied') throw new Error(decision.code);
      return decision.next;
    };
    const unplaced = () => {
      const order = anOfferedOrder([aProvider()]);
      return { ...order, offers: [], job: { ...order.job, state: 'unplaced' as const } };
    };
    const anothers = { ...completion, provider: 'berta' };

    it.each<[string, Order, Partial<Order>]>([
      [
        'of a visit by who had lost an order that nobody took',
        unplaced(),
        completionOf(completion)
      ],
      ['the same, from before it was written whose it is', unplaced(), completionOf(older)],
      [
        'of a visit whose order was cancelled free of charge',
        cancelled(),
        completionOf(completion)
      ],
      ['beside the fee of a failed visit', billed(failed()), completionOf(completion)],
      [
        'by another than the one who was billed',
        billed(anOrderAfter('job.complete')),
        completionOf(anothers)
      ],
      [
        'the same, after it has made room for a later one',
        billed(anOrderAfter('job.complete')),
        { heldSigned: [anothers] }
      ]
    ])('[C2.4] stay: %s', (_what, order, held) => {
      expect(withDueAt(order).dueAt).not.toBe(NEVER);
      const later = order.job.appointment.startsAt + 400 * 24 * HOUR_MS;
      const { order: kept } = advanceOrder({ ...order, ...held, verdicts }, later);
      expect(kept).toMatchObject({ dueAt: NEVER, job: { customer: order.job.customer } });
    });

    it.each<[string, Order, Partial<Order>]>([
      [
        'a second paper of the visit that was billed',
        billed(anOrderAfter('job.complete')),
        completionOf(completion)
      ],
      [
        'a consent at the visit that was billed',
        billed(anOrderAfter('job.complete')),
        { heldSigned: [consent] }
      ],
      [
        'a consent at a visit that failed, with its fee billed',
        billed(failed()),
        { heldSigned: [consent] }
      ],
      [
        'a consent of an order that was cancelled free of charge: no bill can come any more',
        cancelled(),
        { heldSigned: [consent] }
      ],
      [
        'a consent at a visit that failed without a fee',
        failed('providerPrevented'),
        { heldSigned: [consent] }
      ]
    ])('[C2.5] go: %s', (_what, order, held) => {
      const { dueAt } = withDueAt({ ...order, ...held });
      expect(dueAt).toBe(withDueAt(order).dueAt);
      const { job } = advanceOrder({ ...order, ...held }, dueAt).order;
      expect(job.contactRemovedAt).toBe(dueAt);
    });

    function completionOf(held: NonNullable<Order['heldCompletion']>): Partial<Order> {
      return { heldCompletion: held };
    }
  });

  it('[C2.2] go from an order that was cancelled and from one that nobody took', () => {
    const open = anOfferedOrder([aProvider()]);
    const after = open.job.appointment.startsAt + 60 * 24 * HOUR_MS;
    const cancelled = applyToOrder(
      open,
      aCommand('order.cancel', open.job, { actor: { type: 'customer' } }),
      RULES
    );
    if (cancelled.outcome !== 'applied') throw new Error(cancelled.code);
    for (const order of [open, cancelled.next]) {
      const { order: later } = advanceOrder(order, after);
      expect(later.job).toMatchObject({ contactRemovedAt: after, customer: { phone: '' } });
      expect(later.dueAt).toBe(NEVER);
    }
  });

  it('[C2.1, C2.3, C2.7] leave it 30 days after the order has ended, once', () => {
    const order = billed(failed());
    expect(failed().dueAt).toBe(NEVER);
    expect(order.dueAt).toBe(ended + TIME_POLICY.contactKeptMs);
    expect(advanceOrder(order, order.dueAt - 1).order.job.contactRemovedAt).toBeUndefined();
    const { order: later } = advanceOrder(order, order.dueAt);
    expect(later).toMatchObject({ dueAt: NEVER, job: { contactRemovedAt: order.dueAt } });
    const { name, phone, email } = order.job.customer;
    const said = JSON.stringify({ ...later, job: { ...later.job, completion: null } });
    for (const text of [name, phone, email, order.job.place.street])
      expect(said).not.toContain(text);
    expect(later.job.place).toMatchObject({ postcode: '4051', city: 'Basel' });
  });
});
