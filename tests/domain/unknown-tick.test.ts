import { expect, it } from 'vitest';
import { applyToOrder } from '#domain/order/apply-to-order.ts';
import { aCommand, anOrderAfter, RULES } from '../support/builders.ts';

it('[R14.2] a tick of an item that the job does not have is refused', () => {
  const order = anOrderAfter('work.start');
  const command = aCommand('checklist.set', order.job, { body: { item: 'tv.mount', done: true } });
  expect(applyToOrder(order, command, RULES)).toEqual({
    outcome: 'refused',
    code: 'checklist.unknownItem'
  });
});
