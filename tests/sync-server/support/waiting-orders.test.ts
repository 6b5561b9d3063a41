import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobState } from '#domain/order/job-states.ts';
import type { Order } from '#domain/order/order.ts';
import { listWaitingOrders } from '../../../sync-server/support/waiting-orders.ts';
import { anOrder, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const MINUTE_MS = 60_000;
const MOST = 300;

let server: TestServer;
beforeAll(async () => {
  server = await startOrderServer();
});
afterAll(() => server.close());

interface Waiting {
  state?: JobState;
  /** ms from now on. */
  startsIn: number;
  createdAt?: number;
}

function waiting(
  id: string,
  { state = 'unplaced', startsIn, createdAt = NOW - 60 * MINUTE_MS }: Waiting
): Order {
  const order = anOrder({ id });
  const appointment = { ...order.job.appointment, startsAt: NOW + startsIn };
  return { ...order, createdAt, job: { ...order.job, state, appointment } };
}

const many = (name: string, fieldsOf: (index: number) => Waiting): Order[] =>
  Array.from({ length: MOST + 10 }, (_, index) => waiting(`${name}-${index}`, fieldsOf(index)));

async function listed(...orders: Order[]): Promise<string[]> {
  const written = await server.store.orders.bulk(orders);
  try {
    return (await listWaitingOrders(server.store, NOW)).map(({ id }) => id);
  } finally {
    const gone = written.flatMap((each) => (each.ok ? [{ ...each, _deleted: true }] : []));
    await server.store.orders.bulk(
      gone.map(({ id, rev, _deleted }) => ({ _id: id, _rev: rev, _deleted }) as never)
    );
  }
}

describe('[R5.23] orders that nobody has', () => {
  it('are no longer listed from when their visit begins', async () => {
    const [begun, next] = [waiting('begun', { startsIn: 0 }), waiting('next', { startsIn: 1 })];
    expect(await listed(begun, next)).toEqual(['next']);
  });

  it('are found behind any number whose time has come', async () => {
    const over = many('over', (index) => ({ startsIn: -index, createdAt: NOW - 1e9 }));
    expect(await listed(...over, waiting('next', { startsIn: MINUTE_MS }))).toEqual(['next']);
  });

  it('are those that begin first where there are too many, whenever they were booked', async () => {
    const orders = many('far', (index) => ({
      ...{ startsIn: (1_000 - index) * MINUTE_MS, createdAt: NOW - (2_000 - index) * MINUTE_MS },
      state: index % 2 ? 'unplaced' : 'offered'
    }));
    const next = orders.toReversed().map(({ _id }) => _id);
    expect(await listed(...orders)).toEqual(next.slice(0, MOST));
  });

  it('are found behind any number that went out a moment ago', async () => {
    const fresh = many('fresh', (index) => ({
      ...{ state: 'offered', startsIn: MINUTE_MS + index, createdAt: NOW - index }
    }));
    const edge = { state: 'requested', startsIn: 90 * MINUTE_MS } as const;
    const [just, long] = [
      waiting('just', { ...edge, createdAt: NOW - 15 * MINUTE_MS }),
      waiting('long', { ...edge, createdAt: NOW - 15 * MINUTE_MS - 1 })
    ];
    expect(await listed(...fresh, just, long)).toEqual(['long']);
  });
});
