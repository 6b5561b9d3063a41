import { paperOfAction, signedText } from '#domain/order/signing/signed-paper.ts';
import type { Order } from '#domain/order/order.ts';
import {
  cancelOfferOf,
  settleOfferOf,
  undeliveredOf,
  type CaseDetail,
  type CasePage,
  type CaseRow
} from '#domain/order/views/support-view.ts';
import { orderNumber } from '#domain/order/views/customer-view.ts';
import type { CaseDocument } from '../cases/case-document.ts';
import type { Store } from '../store/store.ts';
import { paperOfCase } from '../cases/paper-of-case.ts';

const BY_AGE = { name: 'cases-by-age', fields: ['state', 'openedAt'] };
export const CASES_A_PAGE = 200;
/** Counting ends here: what lies beyond is "more". */
const COUNTED = 5_000;

/**
 * One page of open cases, what waits longest first; of closed ones the newest first. And how many
 * there are in all.
 */
export async function listCases(
  { cases }: Pick<Store, 'cases'>,
  state: CaseRow['state'],
  page: number
): Promise<CasePage> {
  const direction = state === 'open' ? 'asc' : 'desc';
  const query = { selector: { state, openedAt: { $gt: null } }, index: BY_AGE };
  const [found, counted] = await Promise.all([
    cases.find<CaseDocument>({
      ...query,
      sort: [{ state: direction }, { openedAt: direction }],
      limit: CASES_A_PAGE,
      skip: page * CASES_A_PAGE
    }),
    cases.find({ ...query, fields: ['_id'], limit: COUNTED })
  ]);
  return {
    cases: found.map(rowOf),
    page,
    perPage: CASES_A_PAGE,
    total: counted.length,
    isMore: counted.length === COUNTED
  };
}

export async function readCase(
  { cases, orders }: Pick<Store, 'cases' | 'orders'>,
  id: string,
  now: number
): Promise<CaseDetail | undefined> {
  const found = await cases.get<CaseDocument>(id);
  if (found?.type !== 'case') return undefined;
  const order = found.order ? await orders.get(found.order) : undefined;
  return {
    ...rowOf(found),
    title: order?.job.service.title ?? null,
    orderState: order?.job.state ?? null,
    customer: order ? contactOf(order) : null,
    held: heldOf(found, order),
    resolvesHeld: order !== undefined && resolvesHeld(found, order),
    action: found.action && readable(found.action.text),
    note: found.note ?? refusedWith(found, order) ?? null,
    closed: found.closed ?? null,
    cancel: order ? cancelOfferOf(order.job, now) : null,
    settle: order ? settleOfferOf(order.job, now) : null,
    settled: order?.job.settled ?? null,
    ...(order ? undeliveredOf(order) : {})
  };
}

export function contactOf({ job }: Order) {
  const { name, phone, email } = job.customer;
  return { name, phone, email };
}

function rowOf(document: CaseDocument): CaseRow {
  const { _id, kind, state, code, order, provider, openedAt } = document;
  const number = order === null ? null : orderNumber(order);
  return { id: _id, kind, state, code, order, orderNumber: number, provider, openedAt };
}

/**
 * What the order holds of this case's own action, in its newest form; else what the case was opened
 * with.
 */
function heldOf(found: CaseDocument, order: Order | undefined): CaseDetail['held'] {
  const id = found.action?.id;
  const paper = order && id !== undefined ? paperOfAction(order, id) : undefined;
  const at = paper?.at ?? found.openedAt;
  const code = found.code ?? paper?.code ?? '';
  if (paper) return { signed: signedText(paper), rebuilt: paper.rebuilt, at, code };
  return found.statement ? { ...found.statement, at, code } : null;
}

/** The words with which the customer would not sign, as the order has them. */
function refusedWith({ kind }: CaseDocument, order: Order | undefined): string | undefined {
  return kind === 'signature.refused' ? order?.job.refusal?.reason : undefined;
}

function resolvesHeld({ _id, state }: CaseDocument, order: Order): boolean {
  return state === 'open' && paperOfCase(order, _id)?.resolvedAt === null;
}

/** The action as it came, where it can be read. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
