// The order's life cycle as data: which action, by whom, from which states, to which state ('=' stays).
// 1. What no row allows is refused; there is no other way to change a job's state.
// 2. Guards may refuse more (order/guards.ts), never allow more.
// 3. Only offer.accept and a late proof make an assignee, and only where there is none.
import type { ActorType, Command, CommandKind } from './command.ts';
import { JOB_STATES, type Job, type JobState } from '../job.ts';

export interface Transition {
  kind: CommandKind;
  by: ActorType;
  from: readonly JobState[];
  to: JobState | '=';
}

const OPEN: JobState[] = ['offered', 'unplaced'];
const BEFORE_TRAVEL: JobState[] = ['accepted', 'contacted', 'confirmed'];
const AT_THE_VISIT: JobState[] = ['arrived', 'working'];
const RUNNING: JobState[] = [...BEFORE_TRAVEL, 'travelling', ...AT_THE_VISIT];
const UNASSIGNED: JobState[] = ['requested', ...OPEN];

export const LIFE_CYCLE: readonly Transition[] = [
  { kind: 'offer.seen', by: 'offeree', from: OPEN, to: '=' },
  { kind: 'offer.accept', by: 'offeree', from: OPEN, to: 'accepted' },
  { kind: 'offer.decline', by: 'offeree', from: OPEN, to: '=' },

  { kind: 'customer.contacted', by: 'provider', from: ['accepted'], to: 'contacted' },
  { kind: 'customer.contacted', by: 'provider', from: ['contacted', 'confirmed'], to: '=' },
  { kind: 'appointment.confirm', by: 'provider', from: ['contacted'], to: 'confirmed' },
  { kind: 'appointment.change', by: 'provider', from: BEFORE_TRAVEL, to: '=' },
  { kind: 'appointment.agree', by: 'customer', from: BEFORE_TRAVEL, to: '=' },
  { kind: 'appointment.reject', by: 'customer', from: BEFORE_TRAVEL, to: '=' },
  { kind: 'job.giveBack', by: 'provider', from: BEFORE_TRAVEL, to: 'requested' },

  { kind: 'delivery.pickedUp', by: 'provider', from: [...BEFORE_TRAVEL, 'travelling'], to: '=' },
  { kind: 'delivery.handedOver', by: 'provider', from: AT_THE_VISIT, to: '=' },
  { kind: 'travel.start', by: 'provider', from: ['confirmed'], to: 'travelling' },
  { kind: 'visit.arrive', by: 'provider', from: ['travelling'], to: 'arrived' },
  { kind: 'work.start', by: 'provider', from: ['arrived'], to: 'working' },
  { kind: 'work.progress', by: 'provider', from: ['working'], to: '=' },
  { kind: 'checklist.set', by: 'provider', from: RUNNING, to: '=' },
  { kind: 'note.add', by: 'provider', from: RUNNING, to: '=' },
  { kind: 'photo.add', by: 'provider', from: RUNNING, to: '=' },
  { kind: 'price.agree', by: 'provider', from: AT_THE_VISIT, to: '=' },
  { kind: 'package.add', by: 'provider', from: AT_THE_VISIT, to: '=' },
  { kind: 'product.sell', by: 'provider', from: AT_THE_VISIT, to: '=' },

  { kind: 'job.complete', by: 'provider', from: ['working'], to: 'completed' },
  { kind: 'job.fail', by: 'provider', from: ['travelling', ...AT_THE_VISIT], to: 'failed' },
  { kind: 'job.refuseToSign', by: 'provider', from: ['working'], to: 'held' },

  {
    kind: 'order.cancel',
    by: 'customer',
    from: [...UNASSIGNED, ...BEFORE_TRAVEL],
    to: 'cancelled'
  },
  { kind: 'order.cancel', by: 'support', from: [...UNASSIGNED, ...RUNNING], to: 'cancelled' },
  { kind: 'order.reoffer', by: 'support', from: ['unplaced'], to: 'requested' },
  // A paper of who has lost the job is held whatever has become of the order since.
  { kind: 'held.settle', by: 'support', from: JOB_STATES, to: '=' },
  { kind: 'rating.give', by: 'customer', from: ['completed'], to: '=' },

  { kind: 'contact.lapse', by: 'clock', from: ['accepted'], to: 'requested' },
  { kind: 'confirm.lapse', by: 'clock', from: ['accepted', 'contacted'], to: 'requested' }
];

/** The row that allows this, or undefined. */
export function transitionFor(
  kind: CommandKind,
  by: ActorType,
  state: JobState
): Transition | undefined {
  return LIFE_CYCLE.find((row) => row.kind === kind && row.by === by && row.from.includes(state));
}

export function nextState(row: Transition, job: Job, command: Command): JobState {
  // A visit accepted inside the confirmation window is confirmed by accepting it (R9): the first call completes both.
  if (command.kind === 'customer.contacted' && row.to === 'contacted') {
    if (!(command.body as { reached: boolean }).reached) return job.state;
    return job.confirmedAt === null ? 'contacted' : 'confirmed';
  }
  return row.to === '=' ? job.state : row.to;
}
