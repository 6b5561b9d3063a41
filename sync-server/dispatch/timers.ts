import type { FastifyBaseLogger } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../deps.ts';
import type { Index } from '../store/database-requests.ts';
import type { StoredDocument } from '../store/database.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';

/**
 * The clock of all orders, one in each process; the `_rev` of an order decides between them.
 * 1. It sleeps until the next due time or until it is told of an earlier one, and looks again from time
 *    to time for what another process left.
 * 2. An order that fails, or that says itself that it has to wait, is left alone for a while and never keeps the others waiting.
 * 3. An outage of the store is waited out.
 */
export interface Timers {
  /** The clock of some order has work at `at`: wake no later. */
  due(at: number): void;
  /** Does all that is due now; how many orders had something due. */
  runDue(): Promise<number>;
  /** Until `closing`. */
  run(): Promise<void>;
}

interface TimerDeps {
  store: Pick<Store, 'orders'>;
  clock: Clock;
  log: FastifyBaseLogger;
  closing: AbortSignal;
  /** @param notBefore leaves the order alone until then, although it is due */
  runOrder(orderId: string, notBefore: (at: number) => void): Promise<unknown>;
  /** The store could not be reached. */
  onOutage?(): void;
}

interface DueOrder extends StoredDocument {
  dueAt: number;
}

const BY_DUE: Index = { name: 'orders-by-due', fields: ['dueAt'] };
const BATCH = 50;
const AT_ONCE = 4;
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;
const ASIDE_MS = 5 * 60_000;

export function newTimers(deps: TimerDeps): Timers {
  const { store, clock, log, closing, runOrder } = deps;
  /** Orders that failed or wait, and until when they are left alone. */
  const aside = new Map<string, number>();
  let wakeAt = 0;
  let sleeping: AbortController | undefined;

  async function dueNow(): Promise<DueOrder[]> {
    const now = clock.now();
    for (const [id, until] of aside) if (until <= now) aside.delete(id);
    const selector = {
      dueAt: { $lte: now },
      ...(aside.size ? { _id: { $nin: [...aside.keys()] } } : {})
    };
    const fields = ['_id', '_rev', 'dueAt'];
    const sort = [{ dueAt: 'asc' as const }];
    return store.orders.find<DueOrder>({ index: BY_DUE, selector, fields, sort, limit: BATCH });
  }

  async function runOne({ _id }: DueOrder): Promise<void> {
    try {
      await runOrder(_id, (at) => aside.set(_id, at));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      aside.set(_id, clock.now() + ASIDE_MS);
      log.error({ err: error, order: _id }, 'the clock of an order failed');
    }
  }

  async function runDue(): Promise<number> {
    let count = 0;
    for (;;) {
      const orders = await dueNow();
      for (let at = 0; at < orders.length; at += AT_ONCE) {
        await Promise.all(orders.slice(at, at + AT_ONCE).map(runOne));
      }
      count += orders.length;
      if (orders.length < BATCH || closing.aborted) break;
    }
    return count;
  }

  /** @param lookedAt when what was due was looked for: what became due since then is next. */
  async function nextDueAt(lookedAt: number): Promise<number> {
    const [next] = await store.orders.find<DueOrder>({
      index: BY_DUE,
      selector: { dueAt: { $gt: lookedAt } },
      fields: ['_id', '_rev', 'dueAt'],
      sort: [{ dueAt: 'asc' }],
      limit: 1
    });
    return next?.dueAt ?? Infinity;
  }

  async function sleep(): Promise<void> {
    const ms = Math.min(LONGEST_SLEEP_MS, wakeAt - clock.now());
    if (ms <= 0) return;
    sleeping = new AbortController();
    const signal = AbortSignal.any([closing, sleeping.signal]);
    await wait(Math.max(SHORTEST_SLEEP_MS, ms), undefined, { signal }).catch(() => undefined);
    sleeping = undefined;
  }

  return {
    due(at) {
      if (at >= wakeAt) return;
      wakeAt = at;
      sleeping?.abort();
    },

    runDue,

    async run() {
      let failures = 0;
      while (!closing.aborted) {
        wakeAt = Infinity;
        const lookedAt = clock.now();
        try {
          await runDue();
          const next = await nextDueAt(lookedAt);
          // Read only now: an order may have been told of meanwhile.
          wakeAt = Math.min(wakeAt, next);
          failures = 0;
        } catch (error) {
          if (closing.aborted) return;
          failures += 1;
          deps.onOutage?.();
          log.warn({ err: error }, 'the timers wait for the store');
          wakeAt = clock.now() + Math.min(15_000, 250 * 2 ** failures);
        }
        await sleep();
      }
    }
  };
}
