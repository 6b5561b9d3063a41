import {
  assignmentOf,
  newAssignment,
  type Assignment
} from '#domain/order/assignment/assignment.ts';
import type { Order } from '#domain/order/order.ts';
import type { SignedPaper } from '#domain/order/signing/signed-paper.ts';
import { NOW } from './builders.ts';

/** A completion that could not be taken. */
export function aPaper(fields: Partial<SignedPaper> = {}): SignedPaper {
  return {
    action: 'a',
    kind: 'statement',
    at: NOW,
    code: 'job.lapsed',
    body: { statementHash: 'h' },
    rebuilt: null,
    resolvedAt: null,
    ...fields
  };
}

/** Of one who lost the job to the clock. */
export function aLostAssignment(order: Order, provider: string): Assignment {
  const ended = { at: NOW, why: 'contact.lapsed', limitAt: NOW, job: order.job } as const;
  return { ...newAssignment(provider, NOW), ended };
}

/** The order with papers held in this provider's assignment: one that was lost earlier, where they have none. */
export function withHeld(order: Order, provider: string, ...papers: SignedPaper[]): Order {
  const theirs = assignmentOf(order, provider);
  const assignments = theirs
    ? order.assignments
    : [aLostAssignment(order, provider), ...order.assignments];
  return {
    ...order,
    assignments: assignments.map((each) =>
      each.provider === provider ? { ...each, papers: [...each.papers, ...papers] } : each
    )
  };
}

/** Everything held of this provider's assignment, oldest first. */
export function heldOf(order: Order | undefined, provider = 'anna'): SignedPaper[] {
  return (order && assignmentOf(order, provider)?.papers) ?? [];
}
