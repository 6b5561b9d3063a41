import type { Resolution } from '#domain/order/views/notices.ts';
import { createOnce } from '../store/create-once.ts';
import type { Store } from '../store/store.ts';
import { newCase, type CaseDocument, type NewCase } from './case-document.ts';

/** The case as it stands: this one, or the one that was opened before under the same id. */
export function openCase({ cases }: Pick<Store, 'cases'>, fields: NewCase): Promise<CaseDocument> {
  return createOnce<CaseDocument>(cases, newCase(fields));
}

/** What it was about has been put right since; one that is not there, or closed, stays as it is. */
export async function closeByItself(
  { cases }: Pick<Store, 'cases'>,
  id: string,
  reason: Resolution,
  at: number
): Promise<void> {
  await cases.update<CaseDocument>(id, (current) =>
    current?.state === 'open'
      ? { ...current, state: 'closed', closed: { at, by: '', note: '', reason } }
      : undefined
  );
}
