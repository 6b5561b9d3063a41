import type { Command } from './life-cycle/command.ts';
import type { Order } from './order.ts';

/** The order with one line more: who did what, from which state to which. The history is only ever added to. */
export function withHistory(next: Order, before: Order, command: Command): Order {
  const by =
    'id' in command.actor ? `${command.actor.type}:${command.actor.id}` : command.actor.type;
  const entry = {
    at: command.at,
    by,
    what: command.kind,
    from: before.job.state,
    to: next.job.state
  };
  return { ...next, history: [...next.history, entry] };
}
