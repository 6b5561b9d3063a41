// R8, R9: a provider lost the job to a time limit while their device had no signal; what it recorded arrives late, in pieces.
// 1. A proof that was made in time brings the job back as long as nobody else has it.
// 2. What else arrives meanwhile is not judged yet: the proof may be behind it, in the same batch or in the next. It stays with the
//    order, without a verdict, and is judged on the restored job in the order in which it happened.
// 3. It waits until nothing can bring the job back (somebody else has it, it is cancelled), at most `lateProofWaitMs`; then it is
//    held for support. Waiting and verdict are members of the order: one write ends the one and makes the other (P4).
// 4. What the customer has signed does not wait: support has to know while the order is out with others.
import { held, refused, type Decision } from '../../protocol/verdict.ts';
import type { Code } from '../../protocol/code.ts';
import { TIME_POLICY } from '../../policy/policy.ts';
import type { Command, CommandBody } from '../life-cycle/command.ts';
import { confirmDueAt } from './limits.ts';
import type { AwaitingProof, Order, OrderVerdict } from '../order.ts';
import { isSignedKind } from '../signing/hold-signed.ts';
import { withdrawOthers } from '../withdraw-others.ts';

/** Whether the job would have been kept with this, had it come in time: else the clock would take it again at once. */
function isProof({ lapsed }: Order, command: Command): boolean {
  switch (command.kind) {
    case 'appointment.confirm':
      return true;
    case 'customer.contacted': {
      const { reached } = command.body as CommandBody<'customer.contacted'>;
      return reached && lapsed?.limit !== 'confirm';
    }
    case 'appointment.change': {
      if (lapsed?.limit !== 'confirm' || command.at > lapsed.limitAt) return false;
      const { startsAt, confirmedBy } = command.body as CommandBody<'appointment.change'>;
      return (
        confirmedBy === 'phone' && confirmDueAt({ appointment: { startsAt } }) > lapsed.limitAt
      );
    }
    default:
      return false;
  }
}

function mayReturnTo({ lapsed, job }: Order, provider: string): boolean {
  return lapsed?.provider === provider && !job.provider && job.state !== 'cancelled';
}

/** The order with the job back where this command is a proof in time, or why not. Nobody else has it: only then is this asked. */
export function restoreJob(order: Order, command: Command): Decision<Order> {
  const { lapsed } = order;
  const provider = 'id' in command.actor ? command.actor.id : '';
  if (!lapsed || !mayReturnTo(order, provider) || !isProof(order, command))
    return held('job.lapsed');
  if (command.at > lapsed.limitAt) {
    return refused(lapsed.limit === 'contact' ? 'contact.tooLate' : 'confirm.tooLate');
  }
  const next: Order = {
    ...order,
    job: lapsed.job,
    offers: withdrawOthers(order.offers, null),
    passed: order.passed.filter((id) => id !== provider),
    lapsed: null
  };
  return { outcome: 'applied', next };
}

/** Whether this cannot be judged before it is known whether a proof in time is behind it. */
export function awaitsProof(order: Order, command: Command): boolean {
  const provider = 'id' in command.actor ? command.actor.id : '';
  if (command.kind.startsWith('offer.') || isSignedKind(command.kind)) return false;
  return mayReturnTo(order, provider) && !isProof(order, command);
}

export function keepAwaiting(order: Order, entry: AwaitingProof): Order {
  return { ...order, awaitingProof: [...(order.awaitingProof ?? []), entry] };
}

/** What waited for this provider's proof, as it happened and not as their devices came to tell it, and the order without it. */
export function takeAwaiting(order: Order, provider: string): [AwaitingProof[], Order] {
  const all = order.awaitingProof ?? [];
  const theirs = all.filter((each) => each.provider === provider);
  if (theirs.length === 0) return [[], order];
  const awaitingProof = all.filter((each) => each.provider !== provider);
  // One device's own order is kept: what it records never happened before what it recorded before (occurred-at.ts).
  theirs.sort((one, other) => one.command.at - other.command.at);
  return [theirs, { ...order, awaitingProof }];
}

/** The order in which what can no longer be judged on a restored job is held for support. */
export function settleAwaiting(order: Order, now: number): Order {
  const isOver = ({ provider, since }: AwaitingProof) =>
    !isTheirs(order, provider) || now >= since + TIME_POLICY.lateProofWaitMs;
  const over = (order.awaitingProof ?? []).filter(isOver);
  if (over.length === 0) return order;
  const verdicts = over.map(({ command, provider, hash }): [string, OrderVerdict] => {
    const code = lossOf(order, provider);
    return [command.id, { outcome: 'held', code, at: now, provider, hash }];
  });
  return {
    ...order,
    verdicts: { ...order.verdicts, ...Object.fromEntries(verdicts) },
    awaitingProof: order.awaitingProof?.filter((each) => !isOver(each)) ?? []
  };
}

const isTheirs = (order: Order, provider: string): boolean =>
  order.job.provider?.id === provider || mayReturnTo(order, provider);

/** Only where another has it may be said that it went to another. */
function lossOf({ job }: Order, provider: string): Code {
  const isWithAnother = job.provider !== null && job.provider.id !== provider;
  return isWithAnother && job.state !== 'cancelled' ? 'job.reassigned' : 'job.lapsed';
}

/** ms of server time at which the first that waits has waited long enough; null where nothing waits. */
export function awaitingEndsAt({ awaitingProof = [] }: Order): number | null {
  if (awaitingProof.length === 0) return null;
  return Math.min(...awaitingProof.map(({ since }) => since)) + TIME_POLICY.lateProofWaitMs;
}
