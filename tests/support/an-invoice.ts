import { billOf } from '#domain/billing/bill.ts';
import { newInvoice, type Invoice, type Issuer } from '#domain/billing/invoice.ts';
import type { Job } from '#domain/order/job.ts';
import type { PaymentMethod } from '#domain/order/order.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { DEMO_ISSUERS } from '../../sync-server/config/operator.ts';
import { anOrderAfter, FACTS, NOW, SIGNATURE } from './builders.ts';

/** The job signed as it stands. */
export async function signed(job: Job): Promise<Job> {
  const statement = buildStatement(job, FACTS);
  const statementHash = await hashOf(statement);
  const completion = { action: 'a', at: NOW, statement, statementHash, signature: SIGNATURE };
  return { ...job, state: 'completed', completion, billing: { ...job.billing, state: 'due' } };
}

export async function anInvoice(
  fields: Partial<Job> = {},
  payment: PaymentMethod = {
    kind: 'directDebit',
    accountHolder: 'Rosa Keller',
    iban: 'CH93 0076 2011 6238 5295 7'
  },
  issuer?: Issuer
): Promise<Invoice> {
  const job = await signed({ ...anOrderAfter('checklist.set').job, ...fields });
  const bill = billOf(job);
  if (!bill) throw new Error('nothing is owed');
  return newInvoice({
    job,
    bill,
    payment,
    number: `${job.market}-2026-000001`,
    issuedAt: NOW,
    issuer: issuer ?? DEMO_ISSUERS[job.market]
  });
}
