import type { Command } from './life-cycle/command.ts';
import type { Order } from './order.ts';

/**
 * The order with one line more: who did what, from which state to which. The history is only ever
 * added to.
 */
export function withHistory(next: Order, before: Order, { at, actor, kind }: Command): Order {
  const entry = { at, by: actor, what: kind, from: before.job.state, to: next.job.state };
  return { ...next, history: [...next.history, entry] };
}
