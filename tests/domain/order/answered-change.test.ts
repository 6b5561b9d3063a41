import { expect, it } from 'vitest';
import { assertOrder } from '#domain/order/order.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';

it('[P4.1] a change of the appointment is read with when it was answered, where it was', () => {
  const order = anOrderAfter('customer.contacted');
  const change = {
    ...{ action: 'a', from: NOW, startsAt: NOW, customerWish: '', confirmedBy: 'link', at: NOW },
    state: 'agreed'
  };
  const read = (more: object) => () => {
    const job = { ...order.job, appointmentChanges: [{ ...change, ...more }] };
    const kept = { ...order, job };
    assertOrder(kept);
  };
  expect(read({})).not.toThrow();
  expect(read({ answeredAt: NOW })).not.toThrow();
  for (const answeredAt of ['x', null, NaN]) expect(read({ answeredAt })).toThrow();
});
