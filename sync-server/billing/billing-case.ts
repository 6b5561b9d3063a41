import { newCase, type CaseOf, type NewCase } from '../authority/case-document.ts';
import type { Store } from '../store/store.ts';
import { createOnce } from './create-once.ts';

type Kind = 'billing.mismatch' | 'billing.failed' | 'charge.failed' | 'payout.failed';

/** A support case (cases database) that billing opens, with what went wrong in words. */
export interface BillingCase extends CaseOf<Kind> {
  note: string;
}

export async function openBillingCase(
  { cases }: Pick<Store, 'cases'>,
  { note = '', ...fields }: NewCase<Kind> & Partial<Pick<BillingCase, 'note'>>
): Promise<void> {
  await createOnce<BillingCase>(cases, { ...newCase(fields), note });
}
