import type { Code } from '#domain/protocol/code.ts';
import type { StoredDocument } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { createOnce } from './create-once.ts';

/** A support case (cases database) that billing opens; the same fields as any other case, and the amount at stake. */
export interface BillingCase extends StoredDocument {
  type: 'case';
  kind: 'billing.mismatch' | 'billing.failed' | 'charge.failed' | 'payout.failed';
  state: 'open' | 'closed';
  openedAt: number;
  order: string | null;
  provider: string | null;
  code: Code | null;
  judgement: null;
  action: null;
  statement: { signed: unknown; rebuilt: unknown } | null;
  note: string;
}

export async function openBillingCase(
  { cases }: Pick<Store, 'cases'>,
  fields: Pick<BillingCase, '_id' | 'kind' | 'openedAt'> & Partial<BillingCase>
): Promise<void> {
  await createOnce<BillingCase>(cases, {
    type: 'case',
    state: 'open',
    order: null,
    provider: null,
    code: null,
    judgement: null,
    action: null,
    statement: null,
    note: '',
    ...fields
  });
}
