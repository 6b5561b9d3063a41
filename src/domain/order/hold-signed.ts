// What the customer has signed (R13, R15) is never merely refused to who has the job or had it: the
// paper is out in the world.
// 1. It is held with its reason in its assignment, beside what the rules make of that assignment's
//    job: support sees both.
// 2. A signed completion ends a running visit as `held`: no clock gives it to others, nobody is
//    charged before support has looked.
// 3. It ends the visit as well where it came first and a late proof brings the job back to whom it
//    is from (R9).
// 4. After the visit's end it moves no state; a fee that is not billed yet is held with it. What
//    was billed stays billed.
import type { Code } from '../protocol/code.ts';
import {
  assignmentOf,
  isLoss,
  runningAssignment,
  type Assignment
} from './assignment/assignment.ts';
import { applyOwn } from './apply-to-order.ts';
import { ENDED_STATES } from './job-states.ts';
import type { Job } from './job.ts';
import {
  isSignedKind,
  type Command,
  type CommandBody,
  type Rules,
  type SignedKind
} from './life-cycle/command.ts';
import type { Order } from './order.ts';
import { buildConsent } from './signing/consent.ts';
import { withActionsPackage, withActionsPrice } from './signing/extra-work.ts';
import { heldStatement, withPaper } from './signing/signed-paper.ts';
import { buildStatement } from './signing/statement.ts';

type SignedCommand = { [K in SignedKind]: Command<K> & { kind: K } }[SignedKind];

/**
 * Signed, and said by a provider who has the job or had it; from anybody else it is no more than
 * their word (P6).
 */
export function isSignedHere(order: Order, { kind, actor }: Command): boolean {
  const isProvider = actor.type === 'provider' || actor.type === 'offeree';
  return isSignedKind(kind) && isProvider && assignmentOf(order, actor.id) !== undefined;
}

/** The order with what was signed held for support, and nothing charged that it speaks against. */
export function holdSigned(order: Order, command: Command, code: Code, rules: Rules): Order {
  const theirs = 'id' in command.actor && assignmentOf(order, command.actor.id);
  if (!theirs) return order;
  const signed = command as SignedCommand;
  const { id: action, at, body, kind } = signed;
  const isStatement = kind === 'job.complete';
  const kept = withPaper(order, theirs, {
    ...{ action, kind: isStatement ? 'statement' : 'consent', at, code, body },
    rebuilt: rebuilt(jobIn(order, theirs), signed, rules),
    resolvedAt: null
  });
  const isCurrent = order.assignments.at(-1) === theirs && order.job.provider !== null;
  return isCurrent && isToHold(order, isStatement) ? holdVisit(kept, at) : kept;
}

/**
 * The order with a visit ended as held whose job is back with its provider, where a completion of
 * theirs is held since before: support then sees it beside what the rules make of the job as it is
 * now.
 */
export function holdSignedVisit(order: Order): Order {
  const running = runningAssignment(order);
  const paper = running && heldStatement(running);
  // What support is done with stays as it was, and the visit goes on.
  if (!paper || paper.resolvedAt !== null || ENDED_STATES.includes(order.job.state)) return order;
  const { facts } = paper.body as CommandBody<'job.complete'>;
  const seen = withPaper(order, running, { ...paper, rebuilt: buildStatement(order.job, facts) });
  return holdVisit(seen, paper.at);
}

/** The job of that assignment: the order's own while it is theirs, else as they left it. */
function jobIn({ job }: Order, { ended }: Assignment): Job {
  return ended && isLoss(ended) ? ended.job : job;
}

function holdVisit(order: Order, at: number): Order {
  return applyOwn(order, 'authority', { kind: 'visit.hold', body: {}, at });
}

function isToHold({ job, billingBegunAt }: Order, isStatement: boolean): boolean {
  const { state, billing } = job;
  if (!ENDED_STATES.includes(state)) return isStatement;
  const isContradicted = state === 'cancelled' || (state === 'failed' && isStatement);
  const isFeeDue = billing.state === 'due' && billingBegunAt === undefined;
  return isContradicted && (isFeeDue || (billing.state === 'none' && isStatement));
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
