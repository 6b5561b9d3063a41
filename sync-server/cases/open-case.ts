import { createOnce } from '../store/create-once.ts';
import type { Store } from '../store/store.ts';
import { newCase, type CaseDocument, type NewCase } from './case-document.ts';

/** The case as it stands: this one, or the one that was opened before under the same id. */
export function openCase({ cases }: Pick<Store, 'cases'>, fields: NewCase): Promise<CaseDocument> {
  return createOnce<CaseDocument>(cases, newCase(fields));
}
