// What orders of an earlier version hold (R15), since nothing happens any more to one that has ended:
// 1. each signed paper has its document, so that the check page knows it;
// 2. what support had closed the case of is settled, at the time of that;
// 3. the clock looks again at those whose contact data have an end by today's rules.
// Doing it again finds it done.
import { withDueAt } from '#domain/order/advance-order.ts';
import { allHeld, settleHeld } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import { newHeldPapers } from '../projector/held-papers.ts';
import type { CaseDocument } from '../support/cases.ts';
import { caseIdOf } from '../support/held-of-case.ts';
import type { Store } from './store.ts';

type Cases = Pick<Store, 'cases'>;

/** For one order: undefined where nothing is left to do. The rest of it is done before it answers. */
export function newCompleteHeld(store: Cases): (order: Order) => Promise<Order | undefined> {
  const keepHeldPapers = newHeldPapers(store);

  return async function completeHeld(order) {
    if (allHeld(order).length === 0) return undefined;
    await keepHeldPapers(order);
    const settled = await withClosedSettled(store, order);
    const next = withDueAt(settled);
    const isDone = settled === order && next.dueAt === order.dueAt;
    return isDone ? undefined : { ...next, generation: order.generation + 1 };
  };
}

/** Who closed the case and why is told by the case. */
async function withClosedSettled({ cases }: Cases, order: Order): Promise<Order> {
  let next = order;
  for (const entry of allHeld(order)) {
    const found = await cases.get<CaseDocument>(caseIdOf(order, entry));
    const { state, closed } = found ?? {};
    if (state === 'closed' && closed) next = settleHeld(next, entry.action, closed.at);
  }
  return next;
}
