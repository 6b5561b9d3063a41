// What the customer has signed and nobody could take, or would not sign at all (R13, R15): kept
// whole with its assignment.
// 1. Nothing of it is ever overwritten: every paper is out in the world, and support looks at each
//    by itself.
// 2. What was taken as signed is in the job and not here; a completion that could not be billed is
//    in both.
// 3. What support is done with is resolved and stays as it was: that moves no money, and keeps
//    nobody's contact data any longer.
import * as z from 'zod/mini';
import type { ActionId } from '../../brand.ts';
import { actionId, instantMs } from '../../branded.ts';
import { CODES } from '../../protocol/code.ts';
import type { Assignment } from '../assignment/assignment.ts';
import type { Order } from '../order.ts';

export const signedPaperSchema = z.object({
  /** Id of the action that brought it. */
  action: actionId,
  /** `refusal`: the customer would not sign, so there is no paper. */
  kind: z.enum(['statement', 'consent', 'refusal']),
  at: instantMs,
  /** Why it was not taken. */
  code: z.nullable(z.enum(CODES)),
  /** Of the action, whole: `statement` or `consent`, its hash and the signature. */
  body: z.unknown(),
  /** What the rules make of the job, beside it. */
  rebuilt: z.unknown(),
  /**
   * ms of server time at which support was done with it: nothing is billed of it by itself any
   * more.
   */
  resolvedAt: z.nullable(instantMs)
});
export type SignedPaper = z.infer<typeof signedPaperSchema>;

type WithPapers = Pick<Order, 'assignments'>;

export function papersOf({ assignments }: WithPapers): SignedPaper[] {
  return assignments.flatMap(({ papers }) => papers);
}

export function paperOfAction(order: WithPapers, action: ActionId): SignedPaper | undefined {
  return papersOf(order).find((each) => each.action === action);
}

/**
 * The completion that was signed last in this assignment and is here because it could not be taken.
 */
export function heldStatement({ papers }: Assignment): SignedPaper | undefined {
  return papers.findLast(({ kind }) => kind === 'statement');
}

/** The text that the customer has signed; null where they would not. */
export function signedText({ body }: SignedPaper): unknown {
  const { statement, consent } = (body ?? {}) as { statement?: unknown; consent?: unknown };
  return statement ?? consent ?? null;
}

/** Every completion that is held, by the hash that its paper carries, and when it was signed. */
export function heldStatements(order: WithPapers): { hash: string; at: number }[] {
  return papersOf(order).flatMap(({ kind, body, at }) =>
    kind === 'statement' ? [{ hash: (body as { statementHash: string }).statementHash, at }] : []
  );
}

/**
 * Whether something is held of a visit that nobody was charged for: support may still have to
 * collect it.
 */
export function isPaperOpen(order: Order): boolean {
  return unbilledPapers(order).some(({ resolvedAt }) => resolvedAt === null);
}

/**
 * ms of server time at which support resolved the last of what no bill covers; null where it has
 * resolved none.
 */
export function papersResolvedAt(order: Order): number | null {
  const times = unbilledPapers(order).flatMap(({ resolvedAt }) => resolvedAt ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}

function unbilledPapers(order: Order): SignedPaper[] {
  return order.assignments.flatMap((assignment) =>
    assignment.papers.filter((paper) => !isCovered(order, assignment, paper))
  );
}

/**
 * By a bill of the same assignment: what the customer signed last in it is what was charged. The
 * fee of a visit that was cancelled or failed covers a consent, which asks for nothing by itself,
 * and never a completion. So does an end without a bill: none can come any more that could be of
 * the consent.
 */
function isCovered({ job, assignments }: Order, by: Assignment, { kind }: SignedPaper): boolean {
  const isWithoutBill =
    job.billing.state === 'none' && (job.state === 'cancelled' || job.state === 'failed');
  if (isWithoutBill && kind === 'consent') return true;
  if (job.billing.state !== 'billed' || assignments.at(-1) !== by) return false;
  return job.completion !== null || job.settled !== undefined || kind === 'consent';
}

/**
 * The order with one more paper in its assignment; a paper of the same action takes the place of
 * the one before.
 */
export function withPaper(order: Order, by: Assignment, paper: SignedPaper): Order {
  const isKnown = by.papers.some(({ action }) => action === paper.action);
  const papers = isKnown
    ? by.papers.map((each) => (each.action === paper.action ? paper : each))
    : [...by.papers, paper];
  return {
    ...order,
    assignments: order.assignments.map((each) => (each === by ? { ...each, papers } : each))
  };
}

/** The order with all that is held of its last assignment resolved: the visit is settled. */
export function resolveLastPapers(order: Order, at: number): Order {
  const papers = order.assignments.at(-1)?.papers ?? [];
  return papers.reduce((current, { action }) => resolvePaper(current, action, at), order);
}

/** The same order where nothing is held of this action, or it is resolved already. */
export function resolvePaper(order: Order, action: ActionId, at: number): Order {
  const by = order.assignments.find(({ papers }) => papers.some((each) => each.action === action));
  const paper = by?.papers.find((each) => each.action === action);
  if (!by || !paper || paper.resolvedAt !== null) return order;
  return withPaper(order, by, { ...paper, resolvedAt: at });
}
