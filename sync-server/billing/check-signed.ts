import * as z from 'zod/mini';
import type { Job } from '#domain/order/job.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { signingFacts } from '#domain/protocol/signature.ts';
import { buildStatement, isStatementOf } from '#domain/order/signing/statement.ts';

export type Checked =
  { ok: true } | { ok: false; code: 'statement.mismatch' | 'statement.badHash'; rebuilt: unknown };

/**
 * The signed statement once more against the job, bytes and hash, right before money moves (R15).
 * The authority has done the same when it took the completion: this catches whatever changed the
 * order since.
 */
export async function checkSigned(job: Job): Promise<Checked> {
  const { completion } = job;
  if (!completion) return { ok: false, code: 'statement.mismatch', rebuilt: null };
  const { signer, signedAt, language } = completion.statement;
  const facts = z.safeParse(signingFacts, { signer, signedAt, language });
  if (!facts.success) return { ok: false, code: 'statement.mismatch', rebuilt: null };
  const rebuilt = buildStatement(job, facts.data);
  if (!isStatementOf(job, facts.data, completion.statement)) {
    return { ok: false, code: 'statement.mismatch', rebuilt };
  }
  if ((await hashOf(completion.statement)) !== completion.statementHash) {
    return { ok: false, code: 'statement.badHash', rebuilt };
  }
  return { ok: true };
}
