import type { Order } from '#domain/order/order.ts';
import type { Currency } from '#domain/policy/policy.ts';
import { orderNumber } from '#domain/order/order-number.ts';
import { findHeldPaper } from '../cases/held-papers.ts';
import type { Store } from '../store/store.ts';

/** Whether a statement that somebody holds in their hands is the one that was signed (R15). */
export interface StatementAnswer {
  /**
   * signed: taken as signed · review: it did not match and support looks at it, nothing is charged
   * · unknown.
   */
  state: 'signed' | 'review' | 'unknown';
  signedAt: number | null;
  /** Only for who also has the order's link. */
  order: { number: string; totalMinor: number; currency: Currency; signedBy: string } | null;
}

const SIGNED = { name: 'by-statement', fields: ['job.completion.statementHash'] };

/** @param token of the order's link, where the asker has one */
export async function findStatement(
  { orders, cases }: Pick<Store, 'orders' | 'cases'>,
  hash: string,
  token: string | undefined
): Promise<StatementAnswer> {
  const [signed] = await orders.find({
    selector: { 'job.completion.statementHash': hash },
    index: SIGNED,
    limit: 1
  });
  if (signed?.job.completion) return answerFor(signed, token);
  const held = await findHeldPaper({ cases }, hash);
  return held
    ? { state: 'review', signedAt: held.at, order: null }
    : { state: 'unknown', signedAt: null, order: null };
}

function answerFor({ _id, token: own, job }: Order, token: string | undefined): StatementAnswer {
  const { completion, terms } = job;
  if (!completion) return { state: 'unknown', signedAt: null, order: null };
  const { totalMinor, signer } = completion.statement;
  const order = {
    number: orderNumber(_id),
    totalMinor,
    currency: terms.currency,
    signedBy: signer.name
  };
  return { state: 'signed', signedAt: completion.at, order: token === own ? order : null };
}
