import type { Order } from '#domain/order/order.ts';
import { WakeUp } from '../concurrency/wake-up.ts';
import { RecentMap } from '../store/recent-map.ts';
import { inboxOfOrder, type OrderWrite, type Projecting } from './inbox-of-order.ts';
import type { InboxWriter } from './inbox-writer.ts';

/**
 * Brings every inbox up to what an order says.
 * 1. Everything is derived from the order document; doing it again changes nothing.
 * 2. What this process projected of the order's direct predecessor is not written again where it is
 *    equal. Whenever another process may have written in between, everything is checked against the
 *    inboxes.
 * 3. One order is projected by one run at a time; a failure leaves it to be projected again.
 */
export interface Projector {
  /** `base`: the generation that this one was decided on, where it is known. */
  project(order: Order, base?: number): Promise<void>;
}

interface Memory {
  generation: number;
  prints: Map<string, string>;
}

const REMEMBERED = 2_000;

export function newProjector(inboxes: InboxWriter, projecting: Projecting): Projector {
  const memories = new RecentMap<string, Memory>(REMEMBERED);
  const wanted = new Map<string, { order: Order; base: number | undefined }>();
  const runs = new WakeUp<string>(projectWanted);

  async function projectWanted(orderId: string): Promise<void> {
    const next = wanted.get(orderId);
    wanted.delete(orderId);
    if (next && !isDone(next.order)) await write(next.order, next.base);
  }

  async function write(order: Order, base: number | undefined): Promise<void> {
    const memory = memories.get(order._id);
    const known = memory && memory.generation === base ? memory.prints : undefined;
    const writes = inboxOfOrder(order, projecting);
    const changed = writes.filter((each) => known?.get(key(each)) !== each.print);
    const byProvider = Map.groupBy(changed, ({ provider }) => provider);
    await Promise.all([...byProvider].map(([provider, each]) => inboxes.write(provider, each)));
    const prints = new Map(writes.map((each) => [key(each), each.print]));
    memories.set(order._id, { generation: order.generation, prints });
  }

  function isDone({ _id, generation }: Order): boolean {
    return (memories.get(_id)?.generation ?? 0) >= generation;
  }

  /** While one generation is projected only the newest of the others waits; it stands for all. */
  function want(order: Order, base: number | undefined): void {
    const waiting = wanted.get(order._id);
    if (waiting && waiting.order.generation >= order.generation) return;
    const isNext = waiting !== undefined && waiting.order.generation === base;
    wanted.set(order._id, { order, base: isNext ? waiting.base : base });
  }

  async function project(order: Order, base?: number): Promise<void> {
    while (!isDone(order)) {
      want(order, base);
      await runs.wake(order._id);
    }
  }

  return { project };
}

function key({ provider, id }: OrderWrite): string {
  return `${provider} ${id}`;
}
