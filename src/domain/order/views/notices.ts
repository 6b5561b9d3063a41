// What somebody has to be told about an order, all of it read from the order itself: whoever derives it,
// whenever and however often, gets the same ids, so that telling twice is telling once.
import { TIME_POLICY } from '../../policy/policy.ts';
import type { NoticeDocument } from './inbox.ts';
import { lossesOf } from '../losses.ts';
import type { HistoryEntry, Order } from '../order.ts';

export interface Notice {
  id: string;
  provider: string;
  kind: NoticeDocument['kind'];
  at: number;
}

/** To providers: reminders (R8), a job taken back (R8, R9), the customer's answers (R7, R27). */
export function noticesOf(order: Order): Notice[] {
  return [...reminders(order), ...lossNotices(order), ...answerNotices(order)];
}

/** Why nobody has to look any more. */
export type Settled = 'proof.honoured' | 'order.taken';

export interface Escalation {
  id: string;
  kind:
    | 'contact.lapsed'
    | 'confirm.lapsed'
    | 'unplaced'
    | 'visit.missed'
    | 'visit.unfinished'
    | 'signature.refused';
  provider: string | null;
  at: number;
  /** What it was about has been put right since: nobody has to look at it any more. */
  settled: Settled | null;
}

const OF_VISIT: Partial<Record<string, 'visit.missed' | 'visit.unfinished' | 'signature.refused'>> =
  {
    'visit.miss': 'visit.missed',
    'visit.overrun': 'visit.unfinished',
    'job.refuseToSign': 'signature.refused'
  };

/**
 * To support: a customer whom nobody called or whose visit nobody confirmed (R8, R9), an order that nobody took, a visit of which nobody said how it went,
 * or that the customer would not sign (R15). */
export function escalationsOf(order: Order): Escalation[] {
  const losses = lossesOf(order);
  const lapses = losses.flatMap(({ why, provider, at, entry, undoneBy }): Escalation[] => {
    if (why !== 'contact.lapsed' && why !== 'confirm.lapsed') return [];
    const settled = undoneBy === null ? null : 'proof.honoured';
    return [{ id: `${why}:${order._id}:${entry}`, kind: why, provider, at, settled }];
  });
  /** Whoever was looked for between a loss and the proof that undid it. */
  const isUndone = (entry: number) =>
    losses.some(({ undoneBy, ...loss }) => loss.entry < entry && entry < (undoneBy ?? 0));
  /** Whoever was looked for, and who accepted since: those reached earlier may, and so may whom support has it sent to. */
  const isTaken = (entry: number) => order.history.findLastIndex(isAcceptance) > entry;
  const unplaced = order.history.flatMap(({ to, from, at }, entry): Escalation[] =>
    to === 'unplaced' && from !== 'unplaced'
      ? [
          {
            id: `unplaced:${order._id}:${entry}`,
            kind: 'unplaced',
            provider: null,
            at,
            settled: isUndone(entry) ? 'proof.honoured' : isTaken(entry) ? 'order.taken' : null
          }
        ]
      : []
  );
  const ofVisit = order.history.flatMap(({ what, at }, entry): Escalation[] => {
    const kind = OF_VISIT[what];
    const provider = order.job.provider?.id ?? null;
    if (!kind) return [];
    return [{ id: `${kind}:${order._id}:${entry}`, kind, provider, at, settled: null }];
  });
  return [...lapses, ...unplaced, ...ofVisit];
}

const isAcceptance = ({ what }: HistoryEntry): boolean => what === 'offer.accept';

function reminders({ _id, job, reminders }: Order): Notice[] {
  const { provider, acceptedAt } = job;
  if (!provider || acceptedAt === null) return [];
  return TIME_POLICY.contactRemindersMs.slice(0, reminders.contact).map((after, index) => ({
    id: `contact.remind:${_id}:${acceptedAt}:${index + 1}`,
    provider: provider.id,
    kind: 'contact.remind',
    at: acceptedAt + after
  }));
}

function lossNotices(order: Order): Notice[] {
  return lossesOf(order).flatMap(({ provider, why, at, entry, undoneBy }): Notice[] => {
    // Of a loss that was none nobody is told any more; who was told before has the job back to see.
    if (why === 'givenBack' || undoneBy !== null) return [];
    const kind = why === 'cancelled' ? 'order.cancelled' : why;
    return [{ id: `${kind}:${order._id}:${entry}`, provider, kind, at }];
  });
}

function answerNotices(order: Order): Notice[] {
  const holder = order.job.provider?.id;
  if (!holder) return [];
  // What a customer answered to an earlier provider is nothing to the one who has the job now.
  const since = order.history.findLastIndex(isAcceptance);
  return order.history.flatMap(({ what, at }, entry): Notice[] => {
    if (entry < since) return [];
    if (what !== 'appointment.agree' && what !== 'appointment.reject') return [];
    const kind = what === 'appointment.agree' ? 'appointment.agreed' : 'appointment.rejected';
    return [{ id: `${kind}:${order._id}:${entry}`, provider: holder, kind, at }];
  });
}
