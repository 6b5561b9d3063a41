import type { ActionId, Ms, OrderId } from '../brand.ts';
import type { Code } from './code.ts';

export type Outcome = 'applied' | 'refused' | 'held';

/** What the authority decided about one action. Written together with its effect. */
export interface Judgement {
  outcome: Outcome;
  code: Code | null;
  /** Server time in ms. */
  at: Ms;
}

/** Inbox document `verdict:<actionId>` (PROTOCOL.md, "Verdicts"). */
export interface VerdictDocument extends Judgement {
  _id: string;
  type: 'verdict';
  action: ActionId;
  order: OrderId | null;
  /** Ed25519 signature, base64url, over the canonical text of `receiptBody`. */
  receipt: string;
}

/** A verdict as a device hands it in again, to a server that has lost it. */
export type Receipt = Pick<VerdictDocument, 'action' | 'outcome' | 'code' | 'at' | 'receipt'>;

/** What the receipt signs. */
export function receiptBody(actionHash: string, judgement: Judgement) {
  return { actionHash, outcome: judgement.outcome, code: judgement.code, at: judgement.at };
}

/**
 * How the pure rules answer: the next value, or a reason. Expected refusals are values, never
 * exceptions.
 */
export type Decision<T> =
  { outcome: 'applied'; next: T } | { outcome: 'refused' | 'held'; code: Code };

export const applied = <T>(next: T): Decision<T> => ({ outcome: 'applied', next });
export const refused = (code: Code): Decision<never> => ({ outcome: 'refused', code });
export const held = (code: Code): Decision<never> => ({ outcome: 'held', code });
