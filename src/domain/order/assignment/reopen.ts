// R8, R9: a time limit ended an assignment while the provider's device had no signal; what it
// recorded arrives late, in pieces.
// 1. A proof that was made in time reopens the assignment as long as nobody else has the job (then it
//    is held as `job.reassigned`): the job is as it was when the clock took it. Its provider has to be
//    free for it still (authority/take-order-actions.ts).
// 2. What else arrives meanwhile is pending: it has no verdict yet, for the proof may be behind it,
//    in the same batch or in the next. On the reopened job all of it is replayed in the order in
//    which it happened, the proof in its place.
// 3. It waits until nothing can reopen the assignment any more (somebody else has the job, it is
//    cancelled), at most `lateProofWaitMs`; then it is held for support (pending.ts).
// 4. What the customer has signed does not wait: support has to know while the order is out with
//    others.
import { applied, held, refused, type Decision } from '../../protocol/verdict.ts';
import { applyOwn, applyToOrder } from '../apply-to-order.ts';
import { holdSignedVisit } from '../hold-signed.ts';
import { isSignedKind, type Command, type CommandBody, type Rules } from '../life-cycle/command.ts';
import { isCall } from '../is-call.ts';
import { confirmDueAt } from '../limits.ts';
import type { Order } from '../order.ts';
import { withAssignment, type Assignment, type End, type PendingAction } from './assignment.ts';

type Lapsed = Assignment & { ended: NonNullable<Assignment['ended']> & { limitAt: number } };

/**
 * What a proof of this provider's may still reopen: the last assignment, ended by a limit, while
 * nobody else has the job.
 */
export function reopenable({ assignments, job }: Order, provider: string): Lapsed | undefined {
  const last = assignments.at(-1);
  const isGone = job.state === 'cancelled' || job.contactRemovedAt !== undefined;
  if (last?.provider !== provider || last.ended?.limitAt == null) return undefined;
  return job.provider === null && !isGone ? (last as Lapsed) : undefined;
}

/**
 * Whether the assignment would have gone on with this, had it come in time: else the clock would
 * end it again at once.
 */
function isProof(
  { why, limitAt }: End & { limitAt: number },
  { kind, body, at }: Pick<Command, 'kind' | 'body' | 'at'>
): boolean {
  const isAboutConfirming = why === 'confirm.lapsed';
  switch (kind) {
    case 'appointment.confirm':
      return true;
    case 'customer.contacted':
      return !isAboutConfirming && isCall(body as CommandBody<typeof kind>);
    case 'appointment.change': {
      const { startsAt, confirmedBy } = body as CommandBody<typeof kind>;
      const isAgreed = isAboutConfirming && at <= limitAt && confirmedBy === 'phone';
      return isAgreed && confirmDueAt({ appointment: { startsAt } }) > limitAt;
    }
    default:
      return false;
  }
}

/** The order with this pending; undefined where it can be judged now. */
export function keepPending(order: Order, pending: PendingAction, by: string): Order | undefined {
  const { kind } = pending.command;
  const lapsed = reopenable(order, by);
  if (!lapsed || kind.startsWith('offer.') || isSignedKind(kind)) return undefined;
  if (isProof(lapsed.ended, pending.command)) return undefined;
  return withAssignment(order, lapsed, { pending: [...lapsed.pending, pending] });
}

/**
 * The order with the assignment reopened by this proof and all that was pending replayed, or why
 * not.
 */
export function reopen(
  order: Order,
  lapsed: Lapsed,
  proof: Command,
  rules: Rules,
  now: number
): Decision<Order> {
  const { why, limitAt, job } = lapsed.ended;
  if (!isProof(lapsed.ended, proof)) return held('job.lapsed');
  if (proof.at > limitAt) {
    return refused(why === 'contact.lapsed' ? 'contact.tooLate' : 'confirm.tooLate');
  }
  const free = withAssignment(order, lapsed, { pending: [] });
  const reopened = applyOwn(free, 'authority', {
    ...{ kind: 'assignment.reopen', body: { job }, at: now }
  });

  // One device's own order is kept: what it records never happened before what it recorded before
  // (occurred-at.ts).
  const pending = lapsed.pending.toSorted((one, other) => one.command.at - other.command.at);
  const isEarlier = ({ command: { at } }: PendingAction) => at <= proof.at;
  const before = pending.filter(isEarlier).reduce(replayed, reopened);
  const proven = applyToOrder(before, proof, rules);
  if (proven.outcome !== 'applied') return proven;
  const after = pending.filter((each) => !isEarlier(each)).reduce(replayed, proven.next);
  return applied(holdSignedVisit(after));

  function replayed(current: Order, { hash, command }: PendingAction): Order {
    const { provider } = lapsed;
    const theirs: Command = { ...command, actor: { type: 'provider', id: provider } };
    const decision = applyToOrder(current, theirs, rules);
    const { outcome } = decision;
    const code = decision.outcome === 'applied' ? null : decision.code;
    const verdict = { outcome, code, at: now, provider, hash };
    const next = decision.outcome === 'applied' ? decision.next : current;
    return { ...next, verdicts: { ...next.verdicts, [command.id]: verdict } };
  }
}
