// What must hold of one action that a device was told is safe: one verdict, and the order that it
// speaks of knows it.
import type { Order } from '#domain/order/order.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { caseId } from '../../cases/case-id.ts';
import { found, type Finding } from '../finding.ts';

/** One revision of an outbox document. */
export interface SentAction {
  provider: string;
  /** That handed it in. */
  device: string;
  id: string;
  /** By which it was judged, or is named in the case of a fork. */
  hash: string;
  /** That it says it is about; null where it says none. */
  order: string | null;
}

interface AroundAction {
  verdict: VerdictDocument | undefined;
  order: Order | undefined;
  /** Of those that may keep it. */
  cases: ReadonlyMap<string, unknown>;
  /** The server has not yet looked at it. */
  isUnjudged: boolean;
  /** Its order has not been told yet. */
  isUntold: boolean;
}

/** Cases that may keep the action, whole. */
export function casesOfAction({ provider, id, hash }: SentAction): string[] {
  return [
    caseId({ action: id }),
    caseId({ action: id, sentBy: provider }),
    caseId({ action: id, sentBy: provider, hash })
  ];
}

export function caseOfMany({ device, provider }: SentAction): string {
  return caseId({ manyFrom: device, provider });
}

export function checkAction(action: SentAction, around: AroundAction): Finding[] {
  const { verdict, order, isUnjudged, isUntold } = around;
  const { provider, id } = action;
  const place = { database: `outbox-${provider}`, document: id };
  const known = order && Object.hasOwn(order.verdicts, id) ? order.verdicts[id] : undefined;
  if (!verdict) {
    const isPending = order && isKeptBack(order, id);
    const isLater = isUnjudged || isPending || (known !== undefined && isUntold);
    return found(true, place, 'It was acknowledged and has no verdict.', isLater === true);
  }
  // What no order keeps is kept by a case, or by the helper's own document.
  if (verdict.order === null || verdict.outcome === 'held') return [];
  return found(
    known === undefined,
    place,
    `Its verdict says ${verdict.outcome}, and the order ${verdict.order} does not know it.`,
    isUnjudged
  );
}

/** Of a fork: each content is the one that was judged, or in a case. */
export function checkFork(action: SentAction, { cases, order, isUnjudged }: AroundAction) {
  const known = order?.verdicts[action.id];
  const isJudged = known?.hash === action.hash;
  // Beyond the first of a device in a day they are in one case together, which counts them.
  const isInCase =
    cases.has(caseOfMany(action)) ||
    casesOfAction(action).some((id) => keeps(cases.get(id), action));
  return found(
    !isJudged && !isInCase,
    { database: `outbox-${action.provider}`, document: action.id },
    'One of its contents was neither judged nor shown to support.',
    isUnjudged
  );
}

function keeps(kept: unknown, { hash }: SentAction): boolean {
  const { action } = (kept ?? {}) as { action?: { hash?: string } | null };
  return action?.hash === hash;
}

/** It waits for what its provider may still hand in (R9). */
function isKeptBack({ assignments }: Order, id: string): boolean {
  return assignments.some(({ pending }) => pending.some(({ command }) => command.id === id));
}
