import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { followOrders } from '../../../sync-server/order-work/follow-orders.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder } from '../../support/builders.ts';
import { aClock, aStore, casesOf, SILENT_LOG } from '../../support/order-work.ts';
import { until } from '../../support/until.ts';

let store: Store;
let closing: AbortController;
beforeEach(async () => {
  store = await aStore();
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  await store.close();
});

/** Follows in the background; each order is handed to `followUp`. */
function follow(followUp: (order: Order) => Promise<void>): Promise<void> {
  return followOrders({
    store,
    clock: aClock(),
    writer: { followedUp: () => Promise.resolve() },
    followUp,
    log: SILENT_LOG,
    closing: closing.signal
  });
}

describe('following the orders', () => {
  it('shows support an order that cannot be followed up, and goes on with the others', async () => {
    await store.orders.put(anOrder({ id: 'bad' }));
    await store.orders.put(anOrder({ id: 'good' }));
    const tried: string[] = [];
    const running = follow(async ({ _id }) => {
      tried.push(_id);
      if (_id === 'bad') throw new TypeError('a bug');
    });
    const cases = await until(async () => {
      const found = await casesOf(store);
      return found.length > 0 ? found : undefined;
    });
    expect(cases).toMatchObject([{ kind: 'followUp.failed', order: 'bad', state: 'open' }]);
    expect(tried.filter((id) => id === 'bad').length).toBeGreaterThan(2);
    expect(tried).toContain('good');
    await store.orders.put(anOrder({ id: 'later' }));
    await until(() => tried.includes('later'));
    closing.abort();
    await running;
  });

  it('opens no case where a second try succeeds', async () => {
    await store.orders.put(anOrder({ id: 'shaky' }));
    let failures = 1;
    let isDone = false;
    const running = follow(async () => {
      if (failures-- > 0) throw new TypeError('once');
      isDone = true;
    });
    await until(() => isDone);
    closing.abort();
    await running;
    expect(await casesOf(store)).toEqual([]);
  });

  it('waits out an outage of the store without passing an order', async () => {
    await store.orders.put(anOrder({ id: 'order1' }));
    let failures = 2;
    let isDone = false;
    const running = follow(async () => {
      if (failures-- > 0) throw new StoreUnavailable('away');
      isDone = true;
    });
    await until(() => isDone);
    closing.abort();
    await running;
    expect(await casesOf(store)).toEqual([]);
  });
});
