import { describe, expect, it } from 'vitest';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import type { Command, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { noticesOf } from '#domain/order/views/notices.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';

function after(order: Order, kind: CommandKind, fields: Partial<Command> = {}): Order {
  const decision = applyToOrder(order, aCommand(kind, order.job, fields), RULES);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}

describe('what a customer answers to a proposal', () => {
  const body = {
    startsAt: NOW + 72 * HOUR_MS,
    customerWish: 'later',
    confirmedBy: 'link'
  } as const;
  const asked = () => after(anOrderAfter('customer.contacted'), 'appointment.change', { body });
  const answered = (kind: CommandKind) =>
    after(asked(), kind, { actor: { type: 'customer' }, at: NOW + 2 * HOUR_MS });

  it.each([
    ['appointment.agree', 'appointment.agreed'],
    ['appointment.reject', 'appointment.rejected']
  ] as const)('[R7.14] is told to the provider, once: %s', (kind, notice) => {
    expect(noticesOf(asked())).toEqual([]);
    const told = noticesOf(answered(kind));
    expect(told).toMatchObject([{ kind: notice, provider: 'anna', at: NOW + 2 * HOUR_MS }]);
    const later = after(answered(kind), 'note.add', { body: { text: 'ok' } });
    expect(noticesOf(later)).toEqual(told);
  });
});
