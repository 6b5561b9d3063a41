import type { Person } from '../people/account.ts';
import type { Store } from '../store/store.ts';
import { paperOfCase } from './paper-of-case.ts';
import type { CaseDocument } from './case-document.ts';
import type { OrderWriter } from '../orders/order-writer.ts';

interface Closing {
  /** ms of server time. */
  at: number;
  by: Pick<Person, 'id' | 'name'>;
  note: string;
}

/**
 * Closes a case and resolves what it holds of its order (R15): the order first, so that a crash in
 * between leaves a case that is closed once more. A closed case stays as it is, with who closed it
 * and why. False where it is not open (any more).
 */
export async function closeCase(
  { store, writer }: { store: Pick<Store, 'cases' | 'orders'>; writer: Pick<OrderWriter, 'apply'> },
  id: string,
  { at, by, note }: Closing
): Promise<boolean> {
  const found = await store.cases.get<CaseDocument>(id);
  if (found?.type !== 'case' || found.state !== 'open') return false;
  const order = found.order ? await store.orders.get(found.order) : undefined;
  const paper = order && paperOfCase(order, id);
  if (order && paper?.resolvedAt === null) {
    const actor = { type: 'support', id: by.id } as const;
    const { action } = paper;
    await writer.apply(order._id, { kind: 'held.resolve', body: { action }, actor, at });
  }
  const { written } = await store.cases.update<CaseDocument>(id, (current) =>
    current?.type === 'case' && current.state === 'open'
      ? { ...current, state: 'closed', closed: { at, by: by.name, note } }
      : undefined
  );
  return written;
}
