// What the clock has to do on an order, and when: one list, read by whoever does it and by whoever
// asks when it is due next.
// 1. In the order of their precedence: of two that are due, the first is done first.
// 2. Each is due until it is done: doing it, once, makes it no longer due.
import { TIME_POLICY } from '../policy/policy.ts';
import { lastStepEndsAt, nextStepAt, openNextStep } from '../offer/waterfall.ts';
import { applyOwn } from './apply-to-order.ts';
import { expirePending, pendingDueAt } from './assignment/pending.ts';
import { runningAssignment } from './assignment/assignment.ts';
import { contactEndsAt } from './contact-data.ts';
import type { CommandBody, CommandKind } from './life-cycle/command.ts';
import { missedLimitAt } from './limits.ts';
import { missOf } from './missed-visit.ts';
import { hasExpired } from './expired-order.ts';
import type { Order } from './order.ts';

export interface DueItem {
  /** ms of server time. */
  at: number;
  /** After that nobody is helped by it any more. */
  until?: number;
  /** It takes the job from somebody: what their devices have sent is judged first. */
  isLapse?: true;
  /** Null where it takes more than the order itself (whom to ask): dispatch does it. */
  act: ((order: Order, now: number) => Order) | null;
}

export function dueItems(order: Order): DueItem[] {
  return [
    { at: pendingDueAt(order), act: expirePending },
    ...offersDue(order),
    ...contactDue(order),
    ...lapseDue(order, 'confirm'),
    ...visitDue(order),
    ...dataDue(order)
  ];
}

/** Whether a time limit is over for which the clock takes the job from whoever has it. */
export function isLapseDue(order: Order, now: number): boolean {
  return dueItems(order).some(({ isLapse, at }) => isLapse && at <= now);
}

function offersDue(order: Order): DueItem[] {
  const { job, offers } = order;
  const { startsAt } = job.appointment;
  const hasOpen = offers.some(({ state }) => state === 'open');
  const unplace = command('order.unplace', {});
  switch (job.state) {
    case 'requested':
      return [{ at: 0, act: null }];
    case 'offered': {
      const nextAt = nextStepAt(order);
      // When everybody was reached and the last step is over, support is told; those reached may
      // still accept.
      const step: DueItem =
        nextAt === null
          ? { at: hasOpen ? lastStepEndsAt(order) : 0, act: unplace }
          : {
              at: nextAt,
              act: (each, now) => ({ ...each, offers: openNextStep(each.offers, now) })
            };
      return [{ at: startsAt, act: unplace }, step];
    }
    case 'unplaced':
      return hasExpired(order) ? [] : [{ at: startsAt, act: command('order.expire', {}) }];
    default:
      return [];
  }
}

/** R8: the call that was never made takes the job back, and is reminded of before. */
function contactDue(order: Order): DueItem[] {
  const { job } = order;
  const limitAt = missedLimitAt(job, 'contact');
  if (limitAt === null) return [];
  const afterMs = TIME_POLICY.contactRemindersMs[runningAssignment(order)?.reminders ?? 0];
  const lapse = lapseDue(order, 'contact');
  if (afterMs === undefined) return lapse;
  const at = (job.acceptedAt ?? 0) + afterMs;
  return [...lapse, { at, until: limitAt, act: command('contact.remind', {}) }];
}

function lapseDue({ job }: Order, limit: 'contact' | 'confirm'): DueItem[] {
  const limitAt = missedLimitAt(job, limit);
  if (limitAt === null) return [];
  return [{ at: limitAt + 1, isLapse: true, act: command(`${limit}.lapse`, { limitAt }) }];
}

function visitDue(order: Order): DueItem[] {
  const miss = missOf(order);
  return miss ? [{ at: miss.dueAt, act: command(miss.what, {}) }] : [];
}

function dataDue(order: Order): DueItem[] {
  const endsAt = contactEndsAt(order);
  return endsAt === null ? [] : [{ at: endsAt, act: command('contact.remove', {}) }];
}

function command<K extends CommandKind>(kind: K, body: CommandBody<K>): DueItem['act'] {
  return (order, at) => applyOwn(order, 'clock', { kind, body, at });
}
