// What somebody has to be told about an order, all of it read from the order itself: whoever
// derives it, whenever and however often, gets the same ids, so that telling twice is telling once.
import { TIME_POLICY } from '../../policy/policy.ts';
import { endsOf, runningAssignment, type EndReason } from '../assignment/assignment.ts';
import type { CommandKind } from '../life-cycle/command.ts';
import type { HistoryEntry, Order } from '../order.ts';
import type { CaseKind } from '../../support/case-kind.ts';
import type { NoticeDocument } from './inbox.ts';

export interface Notice {
  id: string;
  provider: string;
  kind: NoticeDocument['kind'];
  at: number;
}

/** To providers: reminders (R8), a job taken back (R8, R9), the customer's answers (R7, R27). */
export function noticesOf(order: Order): Notice[] {
  return [...reminders(order), ...endNotices(order), ...answerNotices(order)];
}

/** Why nobody has to look any more. */
export type Resolution =
  | 'proof.honoured'
  | 'order.taken'
  | 'order.billed'
  | 'charge.collected'
  | 'payout.paid'
  | 'mail.sent';

type LapseKind = 'contact.lapsed' | 'confirm.lapsed';
type MissKind = 'visit.missed' | 'visit.unfinished';

interface Escalation {
  id: string;
  kind: Extract<CaseKind, LapseKind | MissKind | 'unplaced' | 'signature.refused'>;
  provider: string | null;
  at: number;
  /** What it was about has been put right since: nobody has to look at it any more. */
  resolution: Resolution | null;
}

/**
 * To support: a customer whom nobody called or whose visit nobody confirmed (R8, R9), an order that
 * nobody took, a visit of which nobody said how it went, or that the customer would not sign (R15).
 */
export function escalationsOf(order: Order): Escalation[] {
  return [...lapsed(order), ...unplaced(order), ...missedVisits(order), ...refusals(order)];
}

function lapsed(order: Order): Escalation[] {
  return endsOf(order).flatMap(({ id, why, provider, at, reopenedAt }): Escalation[] => {
    if (why !== 'contact.lapsed' && why !== 'confirm.lapsed') return [];
    const resolution = reopenedAt === null ? null : 'proof.honoured';
    return [{ id: `${why}:${order._id}:${id}`, kind: why, provider, at, resolution }];
  });
}

const RESOLVED_BY: Partial<Record<HistoryEntry['what'], Resolution>> = {
  'offer.accept': 'order.taken',
  'assignment.reopen': 'proof.honoured'
};

/**
 * Who was looked for has come since: those reached earlier may accept, and so may whom support has
 * it sent to.
 */
function unplaced({ _id, history }: Order): Escalation[] {
  return history.flatMap(({ from, to, at }, entry): Escalation[] => {
    if (to !== 'unplaced' || from === 'unplaced') return [];
    const came = history.slice(entry).find(({ what }) => RESOLVED_BY[what]);
    const resolution = (came && RESOLVED_BY[came.what]) ?? null;
    const id = `unplaced:${_id}:${entry}`;
    return [{ id, kind: 'unplaced', provider: null, at, resolution }];
  });
}

const MISSED: Partial<Record<HistoryEntry['what'], MissKind>> = {
  'visit.miss': 'visit.missed',
  'visit.overrun': 'visit.unfinished'
};

function missedVisits({ _id, history, job }: Order): Escalation[] {
  return history.flatMap(({ what, at }, entry): Escalation[] => {
    const kind = MISSED[what];
    if (!kind) return [];
    const provider = job.provider?.id ?? null;
    return [{ id: `${kind}:${_id}:${entry}`, kind, provider, at, resolution: null }];
  });
}

function refusals(order: Order): Escalation[] {
  return order.assignments.flatMap(({ provider, papers }) =>
    papers
      .filter(({ kind }) => kind === 'refusal')
      .map(({ action, at }): Escalation => {
        const id = refusalId(order, action);
        return { id, kind: 'signature.refused', provider, at, resolution: null };
      })
  );
}

export function refusalId({ _id }: Pick<Order, '_id'>, action: string): string {
  return `signature.refused:${_id}:${action}`;
}

function reminders(order: Order): Notice[] {
  const { provider, acceptedAt } = order.job;
  if (!provider || acceptedAt === null) return [];
  const told = runningAssignment(order)?.reminders ?? 0;
  return TIME_POLICY.contactRemindersMs.slice(0, told).map((after, index) => ({
    id: `contact.remind:${order._id}:${acceptedAt}:${index + 1}`,
    provider: provider.id,
    kind: 'contact.remind',
    at: acceptedAt + after
  }));
}

const ENDED_KINDS: Record<EndReason, NoticeDocument['kind'] | null> = {
  'contact.lapsed': 'contact.lapsed',
  'confirm.lapsed': 'confirm.lapsed',
  cancelled: 'order.cancelled',
  // They said so themselves.
  givenBack: null
};

function endNotices(order: Order): Notice[] {
  return endsOf(order).flatMap(({ id, provider, why, at, reopenedAt }): Notice[] => {
    const kind = ENDED_KINDS[why];
    // Of an end that was undone nobody is told any more; who was told before has the job back to
    // see.
    if (kind === null || reopenedAt !== null) return [];
    return [{ id: `${kind}:${order._id}:${id}`, provider, kind, at }];
  });
}

const ANSWERS: Partial<Record<CommandKind | 'order.book', NoticeDocument['kind']>> = {
  'appointment.agree': 'appointment.agreed',
  'appointment.reject': 'appointment.rejected'
};

function answerNotices({ _id, job, history }: Order): Notice[] {
  const holder = job.provider?.id;
  if (!holder) return [];
  // What a customer answered to an earlier provider is nothing to the one who has the job now.
  const since = history.findLastIndex(({ what }) => what === 'offer.accept');
  return history.flatMap(({ what, at }, entry): Notice[] => {
    const kind = entry < since ? undefined : ANSWERS[what];
    return kind ? [{ id: `${kind}:${_id}:${entry}`, provider: holder, kind, at }] : [];
  });
}
