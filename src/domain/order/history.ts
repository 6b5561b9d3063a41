import type { Deed } from './deed.ts';
import type { Order } from './order.ts';

/** The order with one line more: who did what, from which state to which. The history is only ever added to. */
export function withHistory(next: Order, before: Order, deed: Deed): Order {
  const by = 'id' in deed.actor ? `${deed.actor.type}:${deed.actor.id}` : deed.actor.type;
  const entry = { at: deed.at, by, what: deed.kind, from: before.job.state, to: next.job.state };
  return { ...next, history: [...next.history, entry] };
}
