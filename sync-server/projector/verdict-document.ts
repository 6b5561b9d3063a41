import { receiptBody, type Judgement, type VerdictDocument } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWrite } from './inbox-writer.ts';

export interface JudgedAction extends Judgement {
  id: string;
  order: string | null;
  hash: string;
}

export function verdictDocument(
  keys: Pick<ServerKeys, 'sign'>,
  { id, order, hash, outcome, code, at }: JudgedAction
): VerdictDocument {
  return {
    _id: `verdict:${id}`,
    type: 'verdict',
    action: id,
    order,
    outcome,
    code,
    at,
    receipt: keys.sign(receiptBody(hash, { outcome, code, at }))
  };
}

export function verdictWrite(keys: Pick<ServerKeys, 'sign'>, judged: JudgedAction): InboxWrite {
  return {
    id: `verdict:${judged.id}`,
    generation: null,
    build: () => verdictDocument(keys, judged)
  };
}

/** Whether this verdict was given on an action of that hash. */
export function isVerdictOn(
  keys: Pick<ServerKeys, 'sign'>,
  verdict: VerdictDocument,
  hash: string
): boolean {
  return verdict.receipt === keys.sign(receiptBody(hash, verdict));
}
