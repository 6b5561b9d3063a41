import type { ServerBodies } from '#domain/order/life-cycle/command.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { CaseDocument } from '../cases/case-document.ts';
import { closeCase } from '../cases/close-case.ts';
import { paperOfCase } from '../cases/paper-of-case.ts';
import type { OrderWriter } from '../orders/order-writer.ts';
import type { Person } from '../people/account.ts';
import type { Store } from '../store/store.ts';

type Settling = ServerBodies['visit.settle'] & { at: number; by: Pick<Person, 'id' | 'name'> };

/**
 * Settles the visit behind a case (R15.31), and closes the case where it is about just that. The
 * order first: a crash in between leaves a case of a visit that says that it is settled. Why not,
 * or null where it is done.
 */
export async function settleCase(
  deps: { store: Pick<Store, 'cases' | 'orders'>; writer: Pick<OrderWriter, 'apply'> },
  id: string,
  { at, by, ...body }: Settling
): Promise<Code | null> {
  const found = await deps.store.cases.get<CaseDocument>(id);
  if (found?.type !== 'case' || found.order === null) return 'order.unknown';
  const actor = { type: 'support', id: by.id } as const;
  const result = await deps.writer.apply(found.order, { kind: 'visit.settle', body, actor, at });
  if (result.outcome !== 'applied') return result.code;
  const isOfVisit = paperOfCase(result.order, id) ?? found.kind === 'billing.mismatch';
  if (isOfVisit) await closeCase(deps, id, { at, by, note: body.reason });
  return null;
}
