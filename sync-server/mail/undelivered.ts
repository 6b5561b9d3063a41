// A mail that cannot be delivered (C3.3): whoever waits for it does not know that it is missing, so
// support gets a case and the order a mark.
import type { Order } from '#domain/order/order.ts';
import { caseId } from '../cases/case-id.ts';
import { closeByItself, openCase } from '../cases/open-case.ts';
import type { MailDocument } from './mail-document.ts';
import type { MailOutboxDeps } from './mail-outbox-deps.ts';

type Deps = Pick<MailOutboxDeps, 'store' | 'clock' | 'changeOrder'>;
type Mail = Pick<MailDocument, '_id' | 'order' | 'kind' | 'to'>;

/** Again does nothing: whoever is interrupted does it once more. */
export async function markUndelivered(deps: Deps, mail: Mail, reason: string): Promise<void> {
  const { _id, order } = mail;
  const at = deps.clock.now();
  const note = `${mail.kind}: ${withoutAddresses(reason)}`;
  const id = caseId({ mail: _id });
  const about = { _id: id, kind: 'mail.failed', openedAt: at, note } as const;
  await openCase(deps.store, { ...about, ...(order && { order }) });
  if (!order) return;
  await deps.changeOrder(order, (current) => {
    const known = current.undelivered ?? [];
    const isKnown = known.some((each) => each.mail === _id);
    return isKnown ? current : { ...current, undelivered: [...known, { mail: _id, at }] };
  });
}

/**
 * The case outlives the mail's address (C3.1), which mail servers like to repeat, in a spelling of
 * their own.
 */
function withoutAddresses(reason: string): string {
  return reason.replace(/\S*@\S*/g, '…');
}

/**
 * Something has reached the customer: they can be written to (again), and the order's mark goes. The
 * case about this mail is closed; what another one was about they still do not know.
 */
export async function markDelivered(deps: Deps, { _id, order }: Mail, at: number): Promise<void> {
  const found = order ? await deps.store.orders.get(order) : undefined;
  if (!found?.undelivered) return;
  await deps.changeOrder(order, withoutMark);
  await closeByItself(deps.store, caseId({ mail: _id }), 'mail.sent', at);
}

function withoutMark(order: Order): Order {
  if (!order.undelivered) return order;
  const { undelivered: _, ...rest } = order;
  return rest;
}
