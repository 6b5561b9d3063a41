import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import {
  openOrderWriter,
  type FollowUp
} from '../../../sync-server/order-work/open-order-writer.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, RULES } from '../../support/builders.ts';
import { aStore, SILENT_LOG } from '../../support/order-work.ts';
import { until } from '../../support/until.ts';
import type { OrderWriter } from '../../../sync-server/orders/order-writer.ts';

const CROWD = Array.from({ length: 200 }, (_, index) => index);

let store: Store;
/** The generations that were followed up, and the warnings that were logged. */
let followed: number[];
let warnings: unknown[];
beforeEach(async () => {
  store = await aStore();
  followed = [];
  warnings = [];
  await store.orders.put({ ...anOrder(), generation: 1 });
});
afterEach(() => store.close());

function aWriter(followUp: (...given: Parameters<FollowUp>) => void | Promise<void>): OrderWriter {
  const log = { ...SILENT_LOG, warn: (facts: unknown) => warnings.push(facts) } as never;
  return openOrderWriter({
    ...{ store, rules: RULES, log, closing },
    followUp: async (order, base) => {
      followed.push(order.generation);
      await followUp(order, base);
    }
  });
}
const closing = new AbortController().signal;
const noted = (order: Order, key: string): Order =>
  order.countedEvents.includes(key)
    ? order
    : { ...order, countedEvents: [...order.countedEvents, key] };

describe('an order that is written', () => {
  it('is followed up a few times for two hundred changes that have nothing new to say, never twice at a time', async () => {
    let decided = 0;
    let running = 0;
    let atOnce = 0;
    const writer = aWriter(async () => {
      running += 1;
      atOnce = Math.max(atOnce, running);
      await until(() => decided === CROWD.length, 'all to be decided');
      running -= 1;
    });
    const orders = await Promise.all(
      CROWD.map(() =>
        writer.change('order1', (order) => {
          decided += 1;
          return order;
        })
      )
    );
    expect(new Set(orders.map((order) => order?.generation))).toEqual(new Set([1]));
    expect(new Set(followed)).toEqual(new Set([1]));
    expect(followed.length).toBeLessThan(10);
    expect(atOnce).toBe(1);
  });

  it('is followed up once for each state in which a crowd has left it, the last one included', async () => {
    const writer = aWriter(() => wait(2));
    await Promise.all(
      CROWD.map((each) => writer.change('order1', (order) => noted(order, String(each))))
    );
    const stored = await store.orders.get('order1');
    expect(stored?.countedEvents).toHaveLength(CROWD.length);
    expect(new Set(followed).size).toBe(followed.length);
    expect(followed).toContain(stored?.generation);
    expect(followed.length).toBeLessThan(10);
  });

  it('is there for everybody where following it up fails, which is logged once, and tried with the next change', async () => {
    let decided = 0;
    let failures = 1;
    const crowd = CROWD.slice(0, 20);
    const writer = aWriter(async () => {
      await until(() => decided === crowd.length, 'all to be decided');
      if (failures-- > 0) throw new TypeError('a bug');
    });
    const count = (order: Order) => {
      decided += 1;
      return order;
    };
    const orders = await Promise.all(crowd.map(() => writer.change('order1', count)));
    for (const order of orders) expect(order?.generation).toBe(1);
    expect(warnings).toMatchObject([{ order: 'order1' }]);
    const before = followed.length;
    await writer.change('order1', (order) => order);
    expect(followed).toHaveLength(before + 1);
    expect(warnings).toHaveLength(1);
  });
});

describe('a follow-up that adds to its own order', () => {
  it('has that followed up as well, and ends', async () => {
    const writer = aWriter(({ _id }) => writer.note(_id, (order) => noted(order, 'kept')));
    const both = [
      writer.change('order1', (order) => order),
      writer.change('order1', (order) => order)
    ];
    await Promise.all(both);
    expect(followed).toEqual([1, 2]);
    await writer.followedUp('order1');
  });

  it('does not wait for itself where there is nothing to add', async () => {
    const writer = aWriter(({ _id }) => writer.note(_id, (order) => order));
    await writer.change('order1', (order) => noted(order, 'kept'));
    expect(followed).toEqual([2]);
  });

  it('waits for nobody where another process has added it meanwhile', async () => {
    const writer = aWriter(({ _id, generation }) => {
      if (generation > 2) return undefined;
      return writer.note(_id, (order) => noted(order, 'kept'));
    });
    const other = openOrderWriter({
      ...{ store, rules: RULES, log: SILENT_LOG, closing },
      followUp: () => Promise.resolve()
    });
    await Promise.all([
      writer.change('order1', (order) => noted(order, 'mine')),
      other.change('order1', (order) => noted(order, 'kept'))
    ]);
    expect((await store.orders.get('order1'))?.countedEvents.toSorted()).toEqual(['kept', 'mine']);
  });
});
