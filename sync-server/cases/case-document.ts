import type { CaseDetail } from '#domain/order/views/support-view.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { CaseKind } from '#domain/support/case-kind.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/**
 * Cases database: something that a person has to look at. Nothing that was sent is ever dropped.
 */
export interface CaseDocument extends StoredDocument {
  type: 'case';
  kind: CaseKind;
  state: 'open' | 'closed';
  /** Who closed it and why; not there while it is open. */
  closed?: ClosedCase;
  /** ms of server time. */
  openedAt: number;
  order: string | null;
  provider: string | null;
  code: Code | null;
  /** For an action that no order keeps: this case is also the record of what was decided. */
  judgement: Judgement | null;
  action: CaseAction | null;
  /** Of what the customer has signed: that, and what the server makes of the job (R13, R15). */
  statement: { signed: unknown; rebuilt: unknown } | null;
  /** What went wrong, in words. */
  note: string | null;
  /** Of a case for all that a device has sent beyond the first: how many. */
  many?: number;
}

/** By support with a note, or by itself for a reason that is put into words where it is shown. */
export type ClosedCase = NonNullable<CaseDetail['closed']>;

export interface CaseAction {
  id: string;
  hash: string;
  receivedAt: number;
  /** The whole action as JSON text, as it arrived: a database may not understand its members. */
  text: string;
}

/** What a new case cannot do without, and what else is known of it. */
export type NewCase = Pick<CaseDocument, '_id' | 'kind' | 'openedAt'> & Partial<CaseDocument>;

export function newCase(fields: NewCase): CaseDocument {
  return {
    type: 'case',
    state: 'open',
    order: null,
    provider: null,
    code: null,
    judgement: null,
    action: null,
    statement: null,
    note: null,
    ...fields
  };
}
