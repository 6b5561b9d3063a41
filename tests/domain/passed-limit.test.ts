import { describe, expect, it } from 'vitest';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aCommand, anOrderAfter, NOW, RULES } from '../support/builders.ts';

const act = (order: Order, kind: CommandKind, at: number) =>
  applyToOrder(order, aCommand(kind, order.job, { at }), RULES);

describe('a limit that has passed while the provider still has the job', () => {
  it('[R9.5] lets a late call count', () => {
    const order = anOrderAfter('offer.accept');
    const at = NOW + 60_000 + TIME_POLICY.contactLimitMs + HOUR_MS;
    expect(act(order, 'customer.contacted', at)).toMatchObject({
      outcome: 'applied',
      next: { job: { state: 'contacted', contactedAt: at } }
    });
  });

  it('[R9.5] lets a late confirmation count', () => {
    const order = anOrderAfter('customer.contacted');
    const at = order.job.appointment.startsAt - TIME_POLICY.confirmClosesMs + 1;
    expect(act(order, 'appointment.confirm', at)).toMatchObject({
      outcome: 'applied',
      next: { job: { state: 'confirmed', confirmedAt: at } }
    });
  });
});
