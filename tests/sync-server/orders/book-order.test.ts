import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { bookOrder, knownOrder, type OrderWish } from '../../../sync-server/orders/book-order.ts';
import { orderByToken } from '../../../sync-server/orders/order-by-token.ts';
import { orderTopic } from '../../../sync-server/orders/order-topic.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, aPackage, NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('[R1.4, R1.5] booking once', () => {
  const wish: OrderWish = {
    ...{ key: 'request-1', asked: { b: 1, a: 2 }, channel: 'web', market: 'CH' },
    ...{ service: aPackage(), startsAt: NOW + 1e8, problem: 'x', payment: { kind: 'invoice' } },
    ...{ personalProvider: null, partner: null, pickup: null, catalogVersion: '1' },
    ...{ termsVersion: '1', place: anOrder().job.place, customer: anOrder().job.customer }
  };
  function aDesk() {
    const [people, orders] = [new MemoryDatabase(), new MemoryDatabase()];
    const store = { people: people.asDatabase, orders: orders.asDatabase } as unknown as Store;
    const writer = {
      async book(order: Order) {
        if (!orders.documents.has(order._id)) await orders.put(order);
        return (await orders.get(order._id)) as unknown as Order;
      }
    };
    const book = (fields: Partial<OrderWish> = {}, now = NOW) =>
      bookOrder({ store, writer, now }, { ...wish, ...fields });
    return { people, orders, store, book };
  }

  it('makes an order with a name, a token and the day of its place', async () => {
    const { people, book } = aDesk();
    const { outcome, order } = await book();
    expect(outcome).toBe('booked');
    expect(order).toMatchObject({
      ...{ _id: expect.stringMatching(/^[0-9a-z]{26}$/), createdAt: NOW, channel: 'web' },
      token: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/)
    });
    const [booking] = [...people.documents.values()];
    expect(booking).toMatchObject({
      ...{ _id: expect.stringMatching(/^booking:[A-Za-z0-9_-]{43}$/), type: 'booking' },
      ...{ order: order._id, token: order.token, createdAt: NOW },
      askedHash: await hashOf({ a: 2, b: 1 })
    });
    expect(JSON.stringify(booking)).not.toContain('request-1');
  });

  it('answers the same again, and another wish under the key as one that differs', async () => {
    const { orders, store, book } = aDesk();
    const { order } = await book();
    const again = await book({ asked: { a: 2, b: 1 } }, NOW + 9);
    expect(again).toEqual({ outcome: 'booked', order });
    const other = await book({ asked: { a: 3 }, problem: 'y' }, NOW + 9);
    expect(other).toEqual({ outcome: 'differs', order });
    expect(orders.documents.size).toBe(1);
    expect((await book({ key: 'request-2' })).order._id).not.toBe(order._id);
    expect(await knownOrder(store, 'request-1', { b: 1, a: 2 })).toEqual(again);
    expect(await knownOrder(store, 'request-1', {})).toEqual(other);
    expect(await knownOrder(store, 'request-3', {})).toBeUndefined();
    // A crash between the two writes: the order is made then, by whoever asks.
    orders.documents.clear();
    expect(await knownOrder(store, 'request-1', {})).toBeUndefined();
    const late = await book({ asked: { a: 3 } }, NOW + 99);
    expect(late).toMatchObject({ outcome: 'booked', order: { _id: order._id, createdAt: NOW } });
  });

  it('[R24.1] takes the VAT of the day on the wall of the place', async () => {
    const { book } = aDesk();
    // 23:30 on New Year’s Eve in UTC, half past midnight in Zurich.
    const { order } = await book({ startsAt: Date.parse('2023-12-31T23:30:00Z') });
    expect(order.job.terms.vatBps).toBe(810);
    const before = await book({ key: 'k', startsAt: Date.parse('2023-12-31T22:30:00Z') });
    expect(before.order.job.terms.vatBps).toBe(770);
  });

  it('is found by its token and by nothing else', async () => {
    const orders = new MemoryDatabase(anOrder());
    const store = { orders: orders.asDatabase } as unknown as Store;
    expect((await orderByToken(store, 'token1'))?._id).toBe('order1');
    for (const token of ['token2', '', 'token1 ', ' token1', 'x'.repeat(65)]) {
      expect(await orderByToken(store, token)).toBeUndefined();
    }
    expect(orders.queries).toHaveLength(2);
    expect(orders.queries[0]).toMatchObject({ limit: 1, index: { fields: ['token'] } });
    expect(orderTopic('order1')).toBe('order:order1');
  });
});
