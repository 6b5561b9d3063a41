// What the customer has signed (R13, R15) is never merely refused to who has the job or had it: the paper is out in the world.
// 1. It is held with its reason, beside what the rules make of the job, so that support sees both.
// 2. A signed completion ends a running visit as `held`: no clock gives it to others, nobody is charged before support has looked.
// 3. It ends the visit as well where it came first and a late proof brings the job back to whom it is from (R9).
// 4. After the visit's end it moves no state; a fee that is not billed yet is held with it. What was billed stays billed.
import { buildConsent } from './consent.ts';
import { buildStatement } from './statement.ts';
import type { Code } from '../../protocol/code.ts';
import type { Command, CommandBody, CommandKind, Rules } from '../life-cycle/command.ts';
import { heldCompletionOf, withHeldAgain, withHeldCompletion } from './signed-paper.ts';
import { withHistory } from '../history.ts';
import type { Job, JobState } from '../job.ts';
import { withActionsPackage, withActionsPrice } from './extra-work.ts';
import type { HeldSigned, Order } from '../order.ts';

const SIGNED_KINDS = ['job.complete', 'price.agree', 'package.add'] as const;
export type SignedKind = (typeof SIGNED_KINDS)[number];
export type SignedCommand = { [K in SignedKind]: Command<K> & { kind: K } }[SignedKind];

export function isSignedKind(kind: CommandKind): kind is SignedKind {
  return SIGNED_KINDS.some((each) => each === kind);
}

/** Signed, and said by a provider who has the job or had it; from anybody else it is no more than their word (P6). */
export function isSignedHere(order: Order, command: Command): boolean {
  if (!isSignedKind(command.kind) || !('id' in command.actor)) return false;
  const { id } = command.actor;
  return order.job.provider?.id === id || order.passed.includes(id);
}

/** The order with what was signed set aside for support, and nothing charged that it speaks against. */
export function holdSigned(order: Order, command: Command, code: Code, rules: Rules): Order {
  const provider = 'id' in command.actor ? command.actor.id : '';
  const isTheirs = order.job.provider?.id === provider;
  const { lapsed } = order;
  const job = !isTheirs && lapsed?.provider === provider ? lapsed.job : order.job;
  const signed = command as SignedCommand;
  const { id: action, at, body } = signed;
  const entry = { action, provider, at, code, body, rebuilt: rebuilt(job, signed, rules) };
  const aside =
    signed.kind === 'job.complete'
      ? withHeldCompletion(order, entry, isTheirs)
      : { heldSigned: [...(order.heldSigned ?? []), entry] };
  const kept = { ...order, ...aside };
  const held = isTheirs ? heldJob(order, signed.kind) : order.job;
  return held === order.job ? kept : withHistory({ ...kept, job: held }, order, command);
}

/**
 * The order with a visit ended as held whose job is back with the provider, where a completion of theirs is held since before:
 * support then sees it beside what the rules make of the job as it is now.
 */
export function endSignedVisit(order: Order, provider: string): Order {
  const entry = heldCompletionOf(order, provider);
  if (!entry || order.job.provider?.id !== provider) return order;
  const { action: id, at, body } = entry as HeldSigned & { body: CommandBody<'job.complete'> };
  const job = heldJob(order, 'job.complete');
  if (job === order.job) return order;
  const kept = withHeldAgain(order, { ...entry, rebuilt: buildStatement(order.job, body.facts) });
  const actor = { type: 'provider', id: provider } as const;
  const command: Command = { id, kind: 'job.complete', body, actor, at };
  return withHistory({ ...order, ...kept, job }, order, command);
}

const ENDED: readonly JobState[] = ['completed', 'held', 'failed', 'cancelled'];

function heldJob({ job, billingBegunAt }: Order, kind: SignedKind): Job {
  const { state, billing } = job;
  const held: Job = { ...job, billing: { ...billing, state: 'held' } };
  if (!ENDED.includes(state)) return kind === 'job.complete' ? { ...held, state: 'held' } : job;
  const isContradicted = state === 'cancelled' || (state === 'failed' && kind === 'job.complete');
  const isFeeDue = billing.state === 'due' && billingBegunAt === undefined;
  const isOpen = isFeeDue || (billing.state === 'none' && kind === 'job.complete');
  return isContradicted && isOpen ? held : job;
}

/** What the rules make of the job, beside what was signed; null where they make nothing of it. */
function rebuilt(job: Job, command: SignedCommand, { catalog }: Rules): unknown {
  const { facts } = command.body;
  if (command.kind === 'job.complete') return buildStatement(job, facts);
  const after =
    command.kind === 'price.agree'
      ? withActionsPrice(job, command)
      : withActionsPackage(job, command, catalog);
  return after ? buildConsent(job, after, facts) : null;
}
