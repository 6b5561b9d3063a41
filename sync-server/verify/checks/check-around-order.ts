// What must be there because an order says so: its books, its cases, its verdicts in the inboxes.
import type { Charge } from '#domain/billing/charge.ts';
import type { Invoice } from '#domain/billing/invoice.ts';
import type { PayoutLine } from '#domain/billing/payout-line.ts';
import type { Order } from '#domain/order/order.ts';
import { papersOf } from '#domain/order/signing/signed-paper.ts';
import { escalationsOf } from '#domain/order/views/notices.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { caseId } from '../../cases/case-id.ts';
import { caseIdOfPaper } from '../../cases/paper-of-case.ts';
import { found, type Finding } from '../finding.ts';

interface Around {
  ledger: ReadonlyMap<string, unknown>;
  cases: ReadonlyMap<string, unknown>;
  /** By provider, then by id. */
  inboxes: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** The server has not yet told the inboxes and support of this state of the order. */
  isUntold: boolean;
}

export function casesOf(order: Order): string[] {
  return [
    ...escalationsOf(order).map(({ id }) => caseId({ escalation: id })),
    ...Object.entries(order.verdicts)
      .filter(([, { outcome }]) => outcome === 'held')
      .map(([action]) => caseId({ action })),
    ...papersOf(order)
      .filter(({ resolvedAt }) => resolvedAt === null)
      .map((paper) => caseIdOfPaper(order, paper))
  ];
}

export function booksOf({ _id }: Pick<Order, '_id'>): string[] {
  return [`tx:completion:${_id}`, `invoice:${_id}`, `charge:${_id}`, `payoutLine:${_id}`];
}

export function verdictsOf({ verdicts }: Order): { provider: string; id: string }[] {
  return Object.entries(verdicts).map(([action, { provider }]) => ({
    provider,
    id: `verdict:${action}`
  }));
}

export function checkAroundOrder(order: Order, around: Around): Finding[] {
  return [
    ...checkBooks(order, around),
    ...checkCases(order, around),
    ...checkVerdicts(order, around)
  ];
}

const about = ({ _id }: Pick<Order, '_id'>) => ({ database: 'orders', document: _id });

function checkBooks(order: Order, { ledger }: Around): Finding[] {
  const { billing } = order.job;
  if (billing.state !== 'billed') return [];
  const [booked, invoiceId, chargeId, lineId] = booksOf(order) as [string, string, string, string];
  const invoice = ledger.get(invoiceId) as Invoice | undefined;
  const charge = ledger.get(chargeId) as Charge | undefined;
  const line = ledger.get(lineId) as PayoutLine | undefined;
  const { invoiceNumber, totalMinor, payoutMinor } = billing;
  const isInvoiced = invoiceNumber !== null;
  return [
    ...found(!ledger.has(booked), about(order), 'It is billed and not in the journal.'),
    ...found(
      isInvoiced && invoice?.number !== invoiceNumber,
      about(order),
      `It is billed with invoice ${invoiceNumber}, which is not stored for it.`
    ),
    ...found(
      isInvoiced && !!invoice && invoice.totalMinor !== totalMinor,
      about(order),
      `It says another amount than its invoice ${invoiceNumber}.`
    ),
    ...found(
      !isInvoiced && invoice !== undefined,
      about(order),
      'It is billed without an invoice, and one is stored for it.'
    ),
    ...found(
      isInvoiced && charge?.amountMinor !== totalMinor,
      about(order),
      'What the customer is charged is not what the invoice says.'
    ),
    ...found(
      (payoutMinor ?? 0) !== (line?.amountMinor ?? 0),
      about(order),
      'What the helper is credited is not what the bill says.'
    )
  ];
}

function checkCases(order: Order, { cases, isUntold }: Around): Finding[] {
  return casesOf(order)
    .filter((id) => !cases.has(id))
    .flatMap((id) =>
      found(true, about(order), `Support has to look at it, and there is no ${id}.`, isUntold)
    );
}

function checkVerdicts(order: Order, { inboxes, isUntold }: Around): Finding[] {
  return Object.entries(order.verdicts).flatMap(([action, { provider, outcome, code }]) => {
    const told = inboxes.get(provider)?.get(`verdict:${action}`) as VerdictDocument | undefined;
    const isSame = told?.outcome === outcome && told.code === code && told.order === order._id;
    return [
      ...found(
        !told,
        about(order),
        `The verdict on ${action} is not in the inbox of ${provider}.`,
        isUntold
      ),
      ...found(
        !!told && !isSame,
        about(order),
        `The verdict on ${action} is another one in the inbox of ${provider}: it was judged twice.`
      )
    ];
  });
}
