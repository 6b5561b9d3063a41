import type { Code } from '#domain/protocol/code.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { CaseDetail } from '#domain/order/views/support-view.ts';
import type { StoredDocument } from '../store/database.ts';
import type { Database } from '../store/database.ts';

/** Cases database: something that a person has to look at. Nothing that was sent is ever dropped. */
export interface CaseOf<Kind extends string> extends StoredDocument {
  type: 'case';
  kind: Kind;
  state: 'open' | 'closed';
  /** Who closed it and why; not there while it is open. */
  closed?: ClosedCase;
  openedAt: number;
  order: string | null;
  provider: string | null;
  code: Code | null;
  /** For an action that is kept with no order: this case is also the record of what was decided. */
  judgement: Judgement | null;
  action: HeldAction | null;
  /** Of what the customer has signed: that, and what the server makes of the job (R13, R15). */
  statement: { signed: unknown; rebuilt: unknown } | null;
}

/** The cases that orders and their actions give rise to. */
export type CaseDocument = CaseOf<
  | 'action.held'
  | 'action.fork'
  | 'support.ask'
  | 'contact.lapsed'
  | 'confirm.lapsed'
  | 'unplaced'
  | 'followUp.failed'
  | 'visit.missed'
  | 'visit.unfinished'
  | 'signature.refused'
>;

/** By support with a note, or by itself for a reason that is put into words where it is shown. */
export type ClosedCase = NonNullable<CaseDetail['closed']>;

export interface HeldAction {
  id: string;
  hash: string;
  receivedAt: number;
  /** The whole action as JSON text, byte for byte what arrived: a database may not understand its members. */
  text: string;
}

/** What a new case cannot do without, and what else is known of it. */
export type NewCase<Kind extends string> = Pick<CaseOf<Kind>, '_id' | 'kind' | 'openedAt'> &
  Partial<CaseOf<Kind>>;

export function newCase<Kind extends string>(fields: NewCase<Kind>): CaseOf<Kind> {
  return {
    type: 'case',
    state: 'open',
    order: null,
    provider: null,
    code: null,
    judgement: null,
    action: null,
    statement: null,
    ...fields
  };
}

/** The case as it stands: this one, or the one that was opened before under the same id. */
export async function openCase(
  cases: Pick<Database, 'put' | 'get'>,
  document: CaseDocument
): Promise<CaseDocument> {
  const put = await cases.put<CaseDocument>(document);
  if (put.ok) return document;
  return (await cases.get<CaseDocument>(document._id)) ?? document;
}
