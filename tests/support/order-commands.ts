import { applyToOrder } from '#domain/order/apply-to-order.ts';
import type { Assignment } from '#domain/order/assignment/assignment.ts';
import type { Actor, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { FULL_RULES } from './a-full-job.ts';
import { aProvider } from './builders.ts';
import { changes, moments } from './moments.ts';
import { AT } from './order-times.ts';

export const ANNA: Actor = { type: 'provider', id: 'anna' };
export const BERTA: Actor = { type: 'provider', id: 'berta' };
export const CLOCK: Actor = { type: 'clock' };
export const SUPPORT: Actor = { type: 'support', id: 'lea' };
export const TWO = [aProvider(), aProvider({ id: 'berta', name: 'Berta Frei', role: 'pro' })];

/** What the order says to a command, two hours after it was booked. */
export function decide<K extends CommandKind>(
  order: Order,
  kind: K,
  body: CommandBody<K>,
  actor: Actor = ANNA,
  at = AT
) {
  return applyToOrder(order, { id: 'device-1:0000000042', kind, body, actor, at }, FULL_RULES);
}

/** The order after a command that it takes. */
export function after<K extends CommandKind>(
  order: Order,
  kind: K,
  body: CommandBody<K>,
  actor?: Actor,
  at?: number
): Order {
  const decision = decide(order, kind, body, actor, at);
  if (decision.outcome !== 'applied') throw new Error(decision.code);
  return decision.next;
}

/** Members of the order that are another than before, of offers their states, of the job what changed in it. */
export function told(before: Order, next: Order): unknown {
  const { job, offers, history, assignments, ...rest } = changes(before, next) as Partial<Order>;
  return {
    ...rest,
    ...(job && { job: changes(before.job, next.job) }),
    ...(offers && { offers: next.offers.map(({ provider, state }) => `${provider} ${state}`) }),
    ...(assignments && { assignments: next.assignments.map(ofAssignment) }),
    ...(history && { history: moments(next.history.slice(before.history.length)) })
  };
}

export const ofAssignment = ({ ended, ...rest }: Assignment) =>
  moments({ ...rest, ended: ended && { ...ended, job: ended.job.state } });
