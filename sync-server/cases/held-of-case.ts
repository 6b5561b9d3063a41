// Which case is whose: the same ids as where cases are opened (projector/order-cases.ts, billing/bill-completed.ts).
// A case that keeps an action which its sender had no right to name has that sender in its id (authority/quarantine.ts): only the id
// tells it from the order's own, since the action inside is whatever was sent.
import { escalationsOf } from '#domain/order/views/notices.ts';
import { allHeld } from '#domain/order/signing/signed-paper.ts';
import type { HeldSigned, Order } from '#domain/order/order.ts';

/** What is held of this order of which the case is: something signed, or that nothing was. Undefined where it is of anything else. */
export function heldOfCase(
  order: Order,
  caseId: string
): { action: string; settledAt?: number } | undefined {
  const { action, settledAt } = order.job.refusal ?? {};
  if (action !== undefined && isOfRefusal(order, caseId)) {
    return { action, ...(settledAt !== undefined && { settledAt }) };
  }
  return allHeld(order).find((each) => caseIdOf(order, each) === caseId);
}

function isOfRefusal(order: Order, caseId: string): boolean {
  const own = escalationsOf(order).filter(({ kind }) => kind === 'signature.refused');
  return own.some(({ id }) => `case:${id}` === caseId);
}

/** What could not be billed was taken before: its action has no case, billing has. */
export function caseIdOf({ _id, job }: Order, { action }: HeldSigned): string {
  return action === job.completion?.action ? `case:billing:${_id}` : `case:${action}`;
}
