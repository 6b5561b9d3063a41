// What the clock does to an order. Pure: any server may run it at any time, the document's revision decides.
// 1. It acts only on what is due; run twice, the second run finds nothing to do.
// 2. `dueAt` is the next moment at which it has work, so that one index finds all due orders.
import { TIME_POLICY } from '../policy/policy.ts';
import { lastStepEndsAt, nextStepAt, openNextStep } from '../offer/waterfall.ts';
import { contactEndsAt, removeContact } from './contact-data.ts';
import { applyToJob } from './life-cycle/apply-to-job.ts';
import { releaseJob } from './life-cycle/apply-to-order.ts';
import type { Command, Rules } from './life-cycle/command.ts';
import { withHistory } from './history.ts';
import type { JobState } from './job.ts';
import {
  canStillBeOffered,
  confirmDueAt,
  contactDueAt,
  missedLimit,
  type MissedLimit
} from './assignment/limits.ts';
import { awaitingEndsAt, settleAwaiting } from './assignment/reopen.ts';
import { missOf } from './missed-visit.ts';
import { NEVER, type Offer, type Order } from './order.ts';

/** What somebody has to be told; ids are deterministic so that telling twice is telling once. */
export interface ClockNotice {
  id: string;
  kind: 'contact.remind' | 'contact.lapsed' | 'confirm.lapsed' | 'unplaced';
  provider: string | null;
  at: number;
}

export interface Advanced {
  order: Order;
  notices: ClockNotice[];
}

const NO_RULES: Rules = { catalog: { packageAt: () => undefined, productAt: () => undefined } };

/** A new round of offers for an order that is `requested`: the first step is open afterwards. */
export function startRound(order: Order, offers: Offer[], now: number): Order {
  const reached = order.offers.filter((offer) => offer.step !== null).map((each) => each.provider);
  const state: JobState = offers.length > 0 ? 'offered' : 'unplaced';
  const sent = { at: now, by: 'clock', what: 'offer.send', from: order.job.state, to: state };
  return withDueAt({
    ...order,
    offers: openNextStep(offers, now),
    formerOfferees: [...new Set([...order.formerOfferees, ...reached])],
    round: order.round + 1,
    job: { ...order.job, state },
    history: [...order.history, sent]
  });
}

/** `mayLapse: false` leaves the job with whoever has it: what their devices have sent is not judged yet. */
export function advanceOrder(
  order: Order,
  now: number,
  { mayLapse = true }: { mayLapse?: boolean } = {}
): Advanced {
  const notices: ClockNotice[] = [];
  let current = order;
  const next = () => advanceOnce(current, now, mayLapse, notices);
  for (let step = next(); step; step = next()) current = step;
  return { order: withDueAt(current), notices };
}

function advanceOnce(
  order: Order,
  now: number,
  mayLapse: boolean,
  notices: ClockNotice[]
): Order | null {
  const { job } = order;
  const settled = settleAwaiting(order, now);
  if (settled !== order) return settled;
  if (job.state === 'offered') {
    if (now >= job.appointment.startsAt) return unplace(order, now, notices);
    const next = nextStepAt(order);
    if (next !== null)
      return now >= next ? { ...order, offers: openNextStep(order.offers, now) } : null;
    return now >= exhaustedAt(order) ? unplace(order, now, notices) : null;
  }
  if (job.state === 'unplaced') {
    const isOver = hasOpenOffer(order) && now >= job.appointment.startsAt;
    if (isOver) return { ...order, offers: order.offers.map(withdrawn) };
  }
  const missed = missedLimit(job, now);
  if (missed?.limit === 'contact' && mayLapse) return lapse(order, missed, now, notices);
  const contactDue = contactDueAt(job);
  if (job.state === 'accepted' && contactDue !== null && canStillBeOffered(job, contactDue)) {
    const reminders = TIME_POLICY.contactRemindersMs;
    const remindAt = (job.acceptedAt ?? 0) + (reminders[order.reminders.contact] ?? Infinity);
    if (now >= remindAt && now <= contactDue) {
      const contact = order.reminders.contact + 1;
      notices.push(notice(order, 'contact.remind', String(contact), now));
      return { ...order, reminders: { contact } };
    }
  }
  if (missed && mayLapse) return lapse(order, missed, now, notices);
  const miss = missOf(order);
  if (miss && now >= miss.dueAt) {
    const entry = { at: now, by: 'clock', what: miss.what, from: job.state, to: job.state };
    return { ...order, history: [...order.history, entry] };
  }
  const contactEnds = contactEndsAt(order);
  if (contactEnds !== null && now >= contactEnds) {
    return removeContact(order, now);
  }
  return null;
}

function lapse(
  order: Order,
  { limit, limitAt }: MissedLimit,
  now: number,
  notices: ClockNotice[]
): Order {
  const provider = order.job.provider?.id ?? '';
  const command: Command = {
    id: '',
    kind: `${limit}.lapse`,
    body: {},
    actor: { type: 'clock' },
    at: now
  };
  const decision = applyToJob(order.job, command, NO_RULES);
  if (decision.outcome !== 'applied') throw new Error(`the table forbids ${command.kind}`);
  notices.push(notice(order, `${limit}.lapsed`, String(order.round), now));
  const next = withHistory({ ...order, job: decision.next }, order, command);
  const lapsed = { provider, at: now, limit, limitAt, job: order.job };
  return releaseJob({ ...next, lapsed }, order, 'lapsed');
}

function unplace(order: Order, now: number, notices: ClockNotice[]): Order {
  notices.push({ ...notice(order, 'unplaced', String(order.round), now), provider: null });
  const isOver = now >= order.job.appointment.startsAt;
  const offers = isOver ? order.offers.map(withdrawn) : order.offers;
  const history = [
    ...order.history,
    { at: now, by: 'clock', what: 'order.unplaced', from: order.job.state, to: 'unplaced' as const }
  ];
  return { ...order, offers, history, job: { ...order.job, state: 'unplaced' } };
}

function withdrawn(offer: Offer): Offer {
  return offer.state === 'open' || offer.state === 'waiting'
    ? { ...offer, state: 'withdrawn' }
    : offer;
}

/** When everybody was reached and the last step is over: support is told, those reached may still accept. */
function exhaustedAt(order: Order): number {
  return hasOpenOffer(order) ? lastStepEndsAt(order) : 0;
}

function hasOpenOffer(order: Order): boolean {
  return order.offers.some((offer) => offer.state === 'open');
}

function notice(order: Order, kind: ClockNotice['kind'], suffix: string, at: number): ClockNotice {
  return {
    id: `${kind}:${order._id}:${suffix}`,
    kind,
    provider: order.job.provider?.id ?? null,
    at
  };
}

/** The order with the next moment at which the clock has work. Every write of an order goes through this. */
export function withDueAt(order: Order): Order {
  return { ...order, dueAt: nextDueAt(order) };
}

function nextDueAt(order: Order): number {
  const { job } = order;
  const due: number[] = [];
  if (job.state === 'requested') due.push(0);
  if (job.state === 'offered') {
    due.push(job.appointment.startsAt);
    due.push(nextStepAt(order) ?? exhaustedAt(order));
  }
  if (job.state === 'unplaced' && hasOpenOffer(order)) due.push(job.appointment.startsAt);
  const contactDue = contactDueAt(job);
  if (job.state === 'accepted' && contactDue !== null && canStillBeOffered(job, contactDue)) {
    const reminder = TIME_POLICY.contactRemindersMs[order.reminders.contact];
    if (reminder !== undefined) due.push((job.acceptedAt ?? 0) + reminder);
    due.push(contactDue + 1);
  }
  if ((job.state === 'accepted' || job.state === 'contacted') && job.confirmedAt === null) {
    due.push(confirmDueAt(job) + 1);
  }
  const miss = missOf(order);
  if (miss) due.push(miss.dueAt);
  due.push(contactEndsAt(order) ?? NEVER, awaitingEndsAt(order) ?? NEVER);
  return Math.min(...due);
}
