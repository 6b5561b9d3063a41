import { applied, held, type Decision } from '../protocol/verdict.ts';
import { applyToOrder } from './apply-to-order.ts';
import { expirePending } from './assignment/pending.ts';
import { reopen, reopenable } from './assignment/reopen.ts';
import { isSignedHere } from './hold-signed.ts';
import type { Command, Rules } from './life-cycle/command.ts';
import type { Order } from './order.ts';

/**
 * The one way in for whatever somebody does to an order. @param now ms of server time, at which
 * verdicts are given
 */
export function judgeCommand(
  order: Order,
  command: Command,
  rules: Rules,
  now: number
): Decision<Order> {
  const { actor, kind } = command;
  const isProvider = actor.type === 'provider' || actor.type === 'offeree';
  const isOfTheJob = isProvider && !kind.startsWith('offer.');
  const lapsed = isOfTheJob ? reopenable(order, actor.id) : undefined;
  const decision = lapsed
    ? reopen(order, lapsed, command, rules, now)
    : applyToOrder(order, command, rules);
  if (decision.outcome === 'applied') return applied(expirePending(decision.next, now));
  // What the customer has signed is never merely refused (hold-signed.ts).
  return decision.outcome === 'refused' && isSignedHere(order, command)
    ? held(decision.code)
    : decision;
}
