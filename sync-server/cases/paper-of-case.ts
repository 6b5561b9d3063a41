// Which case is of which paper. A case that keeps an action which its sender had no right to name
// has that sender in its id: only the id tells it from the order's own, since the action inside is
// whatever was sent.
import { refusalId } from '#domain/order/views/notices.ts';
import { papersOf, type SignedPaper } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import { caseId } from './case-id.ts';

/**
 * The paper of which the case is, or that there is none because the customer would not sign.
 * Undefined for any other case.
 */
export function paperOfCase(order: Order, id: string): SignedPaper | undefined {
  return papersOf(order).find((each) => caseIdOfPaper(order, each) === id);
}

/** What could not be billed was taken before: its action has no case, billing has. */
export function caseIdOfPaper(order: Order, { action, kind }: SignedPaper): string {
  if (kind === 'refusal') return caseId({ escalation: refusalId(order, action) });
  const isOfBill = action === order.job.completion?.action;
  return caseId(isOfBill ? { bill: order._id } : { action });
}
