// One sound action against the order as it is. Pure: the next order with the verdict in it, or why it does not belong here.
import { isFree, type Visit } from '#domain/matching/availability.ts';
import { applyToOrder } from '#domain/order/life-cycle/apply-to-order.ts';
import type { Command, Rules } from '#domain/order/life-cycle/command.ts';
import {
  awaitsProof,
  keepAwaiting,
  restoreJob,
  takeAwaiting
} from '#domain/order/assignment/reopen.ts';
import type { AwaitingProof, Order } from '#domain/order/order.ts';
import { endSignedVisit, holdSigned, isSignedHere } from '#domain/order/signing/hold-signed.ts';
import { applied, held, refused, type Decision, type Judgement } from '#domain/protocol/verdict.ts';
import { OVER, visitOf } from '../dispatch/promised-visits.ts';
import type { SoundAction } from './inspect-action.ts';

export interface Judging {
  rules: Rules;
  now: number;
  /** R3: what the provider has promised around the time of this visit. */
  promised: readonly Visit[];
}

export type OnOrder =
  | { what: 'judged'; order: Order }
  /** The same action was judged before. */
  | { what: 'known' }
  /** Another content was judged under this id. */
  | { what: 'fork' }
  /** This provider has nothing to do with the order, which must not grow by what strangers send. */
  | { what: 'stranger' };

export function judgeOnOrder(order: Order, action: SoundAction, judging: Judging): OnOrder {
  return onOrder(order, action, () => decide(order, action, judging));
}

/** What was decided elsewhere about an action that speaks of an order: kept with the order like any other. */
export function recordOnOrder(order: Order, action: SoundAction, judgement: Judgement): OnOrder {
  return onOrder(order, action, () => ({ next: order, judgement }));
}

interface Decided {
  next: Order;
  /** Null where it cannot be judged yet: it waits with the order. */
  judgement: Judgement | null;
}

function onOrder(
  order: Order,
  { id, provider, hash }: SoundAction,
  decide: () => Decided
): OnOrder {
  const judged = Object.hasOwn(order.verdicts, id) ? order.verdicts[id] : undefined;
  const before = judged ?? order.awaitingProof?.find(({ command }) => command.id === id);
  if (before) return { what: before.hash === hash ? 'known' : 'fork' };
  if (!isConcerned(order, provider)) return { what: 'stranger' };
  const { next, judgement } = decide();
  if (!judgement) return { what: 'judged', order: next };
  const verdicts = { ...next.verdicts, [id]: { ...judgement, provider, hash } };
  return { what: 'judged', order: { ...next, verdicts } };
}

function isConcerned(order: Order, provider: string): boolean {
  return (
    order.job.provider?.id === provider ||
    order.offers.some((offer) => offer.provider === provider) ||
    order.passed.includes(provider) ||
    order.formerOfferees.includes(provider)
  );
}

function decide(order: Order, action: SoundAction, judging: Judging): Decided {
  const { rules, now, promised } = judging;
  const command = commandOf(order, action);
  if (awaitsProof(order, command)) {
    const { provider, hash } = action;
    return { next: keepAwaiting(order, { provider, hash, command, since: now }), judgement: null };
  }
  const { base, later } = beforeCommand(order, command, judging);
  const isRestored = base !== order;
  const alone = applyToOrder(base, command, rules);
  const whole = isRestored ? withLater(alone, later, action.provider, judging) : alone;
  const decision = withEvidence(action, withAvailability(order, command, promised, whole));
  if (decision.outcome === 'applied') {
    const { next } = decision;
    return { next, judgement: { outcome: 'applied', code: null, at: now } };
  }
  const { outcome, code } = decision;
  const judgement: Judgement = { outcome, code, at: now };
  if (outcome === 'held' && isSignedHere(order, command)) {
    return { next: holdSigned(order, command, code, rules), judgement };
  }
  return { next: order, judgement };
}

/** The order on which a command is judged: a late proof finds the job restored, with all on it that happened before the proof. */
function beforeCommand(order: Order, command: Command, judging: Judging) {
  const restored = order.job.provider === null ? restoreJob(order, command) : null;
  if (restored?.outcome !== 'applied' || !('id' in command.actor))
    return { base: order, later: [] };
  const [waited, next] = takeAwaiting(restored.next, command.actor.id);
  const earlier = waited.filter((each) => each.command.at <= command.at);
  const later = waited.filter((each) => each.command.at > command.at);
  return { base: judgeAll(next, earlier, judging), later };
}

/** The restored job with all that happened after the proof as well: only then is it known when the visit is, and whether it is over. */
function withLater(
  decision: Decision<Order>,
  later: readonly AwaitingProof[],
  provider: string,
  judging: Judging
): Decision<Order> {
  if (decision.outcome !== 'applied') return decision;
  return applied(endSignedVisit(judgeAll(decision.next, later, judging), provider));
}

/** What has waited for a proof, each with its verdict. */
function judgeAll(order: Order, waited: readonly AwaitingProof[], { rules, now }: Judging): Order {
  let next = order;
  for (const { provider, hash, command } of waited) {
    const actor = { type: 'provider', id: provider } as const;
    const decision = applyToOrder(next, { ...command, actor }, rules);
    if (decision.outcome === 'applied') next = decision.next;
    const { outcome } = decision;
    const code = decision.outcome === 'applied' ? null : decision.code;
    const verdict = { outcome, code, at: now, provider, hash };
    next = { ...next, verdicts: { ...next.verdicts, [command.id]: verdict } };
  }
  return next;
}

/** What happened at the customer's counts from when it happened; who gets an order is the server's time alone. */
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

/** R3: whoever gets the job, by accepting or by a late proof, is free for it; a proof in time is never merely refused. */
function withAvailability(
  order: Order,
  command: Command,
  promised: readonly Visit[],
  decision: Decision<Order>
): Decision<Order> {
  if (decision.outcome !== 'applied' || order.job.provider !== null) return decision;
  const { job } = decision.next;
  // Signed and held: nobody is to come any more.
  if (job.provider === null || OVER.includes(job.state)) return decision;
  if (isFree(visitOf(job), promised)) return decision;
  return command.kind === 'offer.accept' ? refused('provider.busy') : held('provider.busy');
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
