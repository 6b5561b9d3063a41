import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { forEach } from '../concurrency/for-each.ts';
import { keepTrying } from '../concurrency/retry.ts';
import { sleep } from '../concurrency/sleep.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import type { Store } from '../store/store.ts';
import { newDueOrders } from './due-orders.ts';

/**
 * The clock of all orders, one in each process; the `_rev` of an order decides between them.
 * 1. It sleeps until the next due time or until it is told of an earlier one, and looks again from
 *    time to time for what another process left.
 * 2. An order that fails, or that says itself that it has to wait, is left alone for a while and
 *    never keeps the others waiting.
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
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
  closing: AbortSignal;
  /** @param notBefore leaves the order alone until then, although it is due */
  runOrder(orderId: string, notBefore: (at: number) => void): Promise<unknown>;
  /** The store could not be reached. */
  onOutage?(): void;
}

const BATCH = 50;
const AT_ONCE = 4;
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;
const AFTER_FAILURE_MS = 5 * 60_000;
const BACK_OFF = { firstMs: 500, longestMs: 15_000 };

export function newTimers(deps: TimerDeps): Timers {
  const { closing, log } = deps;
  const due = newRunDue(deps);
  let wakeAt = 0;
  let sleeping: AbortController | undefined;

  async function runDueAndLookAhead(): Promise<void> {
    wakeAt = Infinity;
    const lookedAt = deps.clock.now();
    await due.run();
    const next = await due.nextAfter(lookedAt);
    // Read only now: an order may have been told of meanwhile.
    wakeAt = Math.min(wakeAt, next);
  }

  async function sleepUntilDue(): Promise<void> {
    const ms = Math.min(LONGEST_SLEEP_MS, wakeAt - deps.clock.now());
    if (ms <= 0) return;
    sleeping = new AbortController();
    const signal = AbortSignal.any([closing, sleeping.signal]);
    await sleep(Math.max(SHORTEST_SLEEP_MS, ms), signal);
    sleeping = undefined;
  }

  function onFailure(error: unknown): void {
    deps.onOutage?.();
    log.warn({ err: error }, 'the timers wait for the store');
  }

  return {
    due(at) {
      if (at >= wakeAt) return;
      wakeAt = at;
      sleeping?.abort();
    },
    runDue: () => due.run(),
    async run() {
      while (!closing.aborted) {
        await keepTrying(runDueAndLookAhead, { ...BACK_OFF, signal: closing, onFailure });
        await sleepUntilDue();
      }
    }
  };
}

function newRunDue({ store, clock, log, closing, runOrder }: TimerDeps) {
  const orders = newDueOrders(store, clock);

  async function runOne(id: string): Promise<void> {
    try {
      await runOrder(id, (at) => orders.leaveAlone(id, at));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      orders.leaveAlone(id, clock.now() + AFTER_FAILURE_MS);
      log.error({ err: error, order: id }, 'the clock of an order failed');
    }
  }

  async function run(): Promise<number> {
    for (let count = 0; ;) {
      const due = await orders.now(BATCH);
      await forEach(due, AT_ONCE, runOne);
      count += due.length;
      if (due.length < BATCH || closing.aborted) return count;
    }
  }

  return { run, nextAfter: (at: number) => orders.nextAfter(at) };
}
