import { describe, expect, it, vi } from 'vitest';
import { newTimers } from '../../../sync-server/dispatch/timers.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { aClock } from '../../support/a-clock.ts';
import { NOW } from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';

describe('the timers', () => {
  function timersOver(orders: MemoryDatabase, runOrder: (id: string) => Promise<unknown>) {
    const clock = aClock();
    const closing = new AbortController();
    const said: string[] = [];
    const log = {
      warn: (_: unknown, text: string) => said.push(text),
      error: (_: unknown, text: string) => said.push(text)
    };
    const timers = newTimers({
      ...{ clock, closing: closing.signal, log: log as never, runOrder },
      store: { orders: orders.asDatabase } as unknown as Store,
      onOutage: () => said.push('outage')
    });
    return { clock, closing, said, timers };
  }
  const due = (_id: string, dueAt = NOW) => ({ _id, dueAt }) as never;

  it('do all that is due, fifty at a time, and say how many', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `o${index}`);
    const orders = new MemoryDatabase(...ids.map((id) => due(id)), due('later', NOW + 1));
    const ran: string[] = [];
    const { timers } = timersOver(orders, async (id) => {
      ran.push(id);
      orders.documents.delete(id);
    });
    expect(await timers.runDue()).toBe(120);
    expect(ran).toEqual(ids);
    expect(orders.queries.map(({ limit }) => limit)).toEqual([50, 50, 50]);
  });

  it('leave an order that fails alone for five minutes', async () => {
    const orders = new MemoryDatabase(due('poison'));
    const run = vi.fn(async () => {
      throw new Error('a rule failed');
    });
    const { clock, said, timers } = timersOver(orders, run);
    expect(await timers.runDue()).toBe(1);
    expect(said).toEqual(['the clock of an order failed']);
    clock.advance(300_000 - 1);
    expect(await timers.runDue()).toBe(0);
    clock.advance(1);
    expect(await timers.runDue()).toBe(1);
  });

  it('pass an outage on: it is no order’s fault', async () => {
    const { said, timers } = timersOver(new MemoryDatabase(due('o')), async () => {
      throw new StoreUnavailable('down');
    });
    await expect(timers.runDue()).rejects.toThrow(StoreUnavailable);
    expect(said).toEqual([]);
  });

  it('wait for a store that is away, say so, and go on', async () => {
    const orders = new MemoryDatabase(due('o'));
    const find = orders.find.bind(orders);
    let outages = 1;
    orders.find = async (query) => {
      if (outages-- > 0) throw new StoreUnavailable('down');
      return find(query);
    };
    const ran: string[] = [];
    const { closing, said, timers } = timersOver(orders, async (id) => {
      ran.push(id);
      orders.documents.delete(id);
    });
    const running = timers.run();
    await vi.waitFor(() => expect(ran).toEqual(['o']), 5_000);
    closing.abort();
    await running;
    expect(said).toEqual(['outage', 'the timers wait for the store']);
  });

  it('stop between two batches when the server closes', async () => {
    const orders = new MemoryDatabase(
      ...Array.from({ length: 60 }, (_, index) => due(`o${index}`))
    );
    const { closing, timers } = timersOver(orders, async (id) => {
      orders.documents.delete(id);
      closing.abort();
    });
    expect(await timers.runDue()).toBe(50);
  });

  it('sleep until the next is due, and wake for an earlier one', async () => {
    const orders = new MemoryDatabase(due('soon', NOW + 20_000));
    const ran: string[] = [];
    const { clock, closing, timers } = timersOver(orders, async (id) => {
      ran.push(id);
      orders.documents.delete(id);
    });
    const running = timers.run();
    await vi.waitFor(() => expect(orders.queries).toHaveLength(2));
    clock.set(NOW + 19_999);
    orders.documents.set('new', { _id: 'new', _rev: '1', dueAt: 0 } as never);
    // Later than what it wakes for anyway: it sleeps on.
    timers.due(NOW + 20_000);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(ran).toEqual([]);
    timers.due(0);
    await vi.waitFor(() => expect(ran).toEqual(['new']));
    await vi.waitFor(() => expect(orders.queries.length).toBeGreaterThanOrEqual(4));
    clock.set(NOW + 20_000);
    await vi.waitFor(() => expect(ran).toEqual(['new', 'soon']), 5_000);
    closing.abort();
    await running;
  });
});
