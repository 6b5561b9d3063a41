// One sound action against the order as it is. Pure: the next order with the verdict in it, or why
// it does not belong here.
import { assignmentOf } from '#domain/order/assignment/assignment.ts';
import { keepPending } from '#domain/order/assignment/reopen.ts';
import { holdSigned, isSignedHere } from '#domain/order/hold-signed.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { Command, Rules } from '#domain/order/life-cycle/command.ts';
import type { Order } from '#domain/order/order.ts';
import { held, type Decision, type Judgement } from '#domain/protocol/verdict.ts';
import type { SoundAction } from './inspect-action.ts';

export interface JudgeContext {
  rules: Rules;
  now: number;
}

export type OnOrder =
  | { what: 'judged'; order: Order }
  /** The same action was judged before. */
  | { what: 'known' }
  /** Another content was judged under this id. */
  | { what: 'fork' }
  /** This provider has nothing to do with the order, which must not grow by what strangers send. */
  | { what: 'stranger' };

export function judgeOnOrder(order: Order, action: SoundAction, context: JudgeContext): OnOrder {
  return onOrder(order, action, () => decide(order, action, context));
}

/**
 * What was decided elsewhere about an action that speaks of an order: kept with the order like any
 * other.
 */
export function recordOnOrder(order: Order, action: SoundAction, judgement: Judgement): OnOrder {
  return onOrder(order, action, () => ({ next: order, judgement }));
}

/** As recorded; also where it is about an offer that this order has lost. */
export function recordKnown(order: Order, action: SoundAction, judgement: Judgement): Order {
  const { id, provider, hash } = action;
  return { ...order, verdicts: { ...order.verdicts, [id]: { ...judgement, provider, hash } } };
}

/** What was turned away before a restore is turned away again, with the same words. */
export function repeatOnOrder(
  order: Order,
  action: SoundAction,
  said: Judgement,
  rules: Rules
): OnOrder {
  return onOrder(order, action, () => ({
    next: withHeldPaper(order, commandOf(order, action), said, rules),
    judgement: said
  }));
}

interface Decided {
  next: Order;
  /** Null where it cannot be judged yet: it waits with the order. */
  judgement: Judgement | null;
}

function onOrder(order: Order, action: SoundAction, decide: () => Decided): OnOrder {
  const { id, provider, hash } = action;
  const judged = Object.hasOwn(order.verdicts, id) ? order.verdicts[id] : undefined;
  const pending = order.assignments.flatMap((each) => each.pending);
  const before = judged ?? pending.find(({ command }) => command.id === id);
  if (before) return { what: before.hash === hash ? 'known' : 'fork' };
  if (!isConcerned(order, provider)) return { what: 'stranger' };
  const { next, judgement } = decide();
  if (!judgement) return { what: 'judged', order: next };
  return { what: 'judged', order: recordKnown(next, action, judgement) };
}

function isConcerned(order: Order, provider: string): boolean {
  const isTheirs = (each: { provider: string }) => each.provider === provider;
  return (
    assignmentOf(order, provider) !== undefined ||
    order.offers.some(isTheirs) ||
    order.earlierOffers.some(isTheirs)
  );
}

function decide(order: Order, action: SoundAction, context: JudgeContext): Decided {
  const { rules, now } = context;
  const { provider, hash } = action;
  const command = commandOf(order, action);
  const { actor: _, ...kept } = command;
  const waiting = keepPending(order, { hash, since: now, command: kept }, provider);
  if (waiting) return { next: waiting, judgement: null };
  const decision = withEvidence(action, judgeCommand(order, command, rules, now));
  if (decision.outcome === 'applied') {
    return { next: decision.next, judgement: { outcome: 'applied', code: null, at: now } };
  }
  const { outcome, code } = decision;
  const judgement: Judgement = { outcome, code, at: now };
  return { next: withHeldPaper(order, command, judgement, rules), judgement };
}

function withHeldPaper(order: Order, command: Command, said: Judgement, rules: Rules): Order {
  const isPaper = said.outcome === 'held' && said.code !== null && isSignedHere(order, command);
  return isPaper ? holdSigned(order, command, said.code!, rules) : order;
}

/**
 * What happened at the customer's counts from when it happened; who gets an order is the server's
 * time alone.
 */
function commandOf(order: Order, { id, kind, body, provider, ...action }: SoundAction): Command {
  const { receivedAt } = action.received;
  const sentAt = order.offers.find((offer) => offer.provider === provider)?.sentAt ?? 0;
  const at =
    kind === 'offer.seen'
      ? Math.max(sentAt, action.occurredAt)
      : kind.startsWith('offer.')
        ? receivedAt
        : action.occurredAt;
  return { id, kind, body, actor: { type: 'provider', id: provider }, at } as Command;
}

/** What was signed must be what was hashed, to the byte; else support looks at both (R13, R15). */
function withEvidence(action: SoundAction, decision: Decision<Order>): Decision<Order> {
  if (action.isEvidenceSound) return decision;
  const isCompletion = action.kind === 'job.complete';
  const isAboutContent =
    decision.outcome === 'applied' ||
    decision.code === 'statement.mismatch' ||
    decision.code === 'consent.mismatch';
  if (!isAboutContent) return decision;
  return held(isCompletion ? 'statement.badHash' : 'consent.mismatch');
}
