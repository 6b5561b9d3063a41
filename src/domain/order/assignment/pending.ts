// What waits for a late proof (reopen.ts) does not wait for ever. Pending and verdict are members
// of the order: one write moves an action from the one to the other (P4).
import { TIME_POLICY } from '../../policy/policy.ts';
import { NEVER, type Order } from '../order.ts';
import { whyHeld, withAssignment, type Assignment } from './assignment.ts';
import { reopenable } from './reopen.ts';

/**
 * ms of server time at which the first pending action has waited long enough; 0 where nothing can
 * reopen it; else NEVER.
 */
export function pendingDueAt(order: Order): number {
  return Math.min(NEVER, ...order.assignments.flatMap((each) => endsOfPending(order, each)));
}

function endsOfPending(order: Order, { provider, pending }: Assignment): number[] {
  const isOver = reopenable(order, provider) === undefined;
  return pending.map(({ since }) => (isOver ? 0 : since + TIME_POLICY.lateProofWaitMs));
}

/** The order in which what can no longer be judged on a reopened job is held for support. */
export function expirePending(order: Order, now: number): Order {
  const by = order.assignments.find((each) => Math.min(...endsOfPending(order, each)) <= now);
  if (!by) return order;
  const ends = endsOfPending(order, by);
  const { provider } = by;
  const code = whyHeld(order, provider);
  const verdicts = { ...order.verdicts };
  for (const [index, { command, hash }] of by.pending.entries()) {
    if (ends[index]! > now) continue;
    verdicts[command.id] = { outcome: 'held', code, at: now, provider, hash };
  }
  const pending = by.pending.filter((_, index) => ends[index]! > now);
  return expirePending({ ...withAssignment(order, by, { pending }), verdicts }, now);
}
