// The order's life cycle as data: which command, by whom, from which states, to which state ('='
// stays).
// 1. What no row allows is refused, and nothing but a row changes a job's state: clock, billing and
//    holds have rows as well.
// 2. Guards may refuse more (guards.ts), never allow more.
// 3. Only offer.accept and assignment.reopen give the job to a provider, and only where nobody has
//    it.
// 4. Where a row leads to one of several states, `chosenState` says which, and the row must name
//    it.
import {
  ARRIVING_STATES,
  AT_THE_VISIT_STATES,
  BEFORE_TRAVEL_STATES,
  ENDED_STATES,
  JOB_STATES,
  OPEN_STATES,
  RUNNING_STATES,
  UNASSIGNED_STATES,
  type JobState
} from '../job-states.ts';
import type { Job } from '../job.ts';
import { isCall } from '../is-call.ts';
import type { ActorType, Command, CommandBody, CommandKind, OrderActionKind } from './command.ts';

export interface Transition {
  by: ActorType;
  from: readonly JobState[];
  to: JobState | '=' | readonly JobState[];
}

type States = readonly JobState[];
const by =
  (who: ActorType) =>
  (from: States, to: Transition['to']): Transition => ({ by: who, from, to });
const provider = by('provider');
const offeree = by('offeree');
const customer = by('customer');
const support = by('support');
const clock = by('clock');
const authority = by('authority');
const billing = by('billing');

/** A visit that is moved has to be confirmed again, unless moving it confirms it. */
const MOVED: States = ['contacted', 'confirmed'];

export const LIFE_CYCLE: Record<CommandKind, readonly Transition[]> = {
  'offer.seen': [offeree(OPEN_STATES, '=')],
  'offer.accept': [offeree(OPEN_STATES, 'accepted')],
  'offer.decline': [offeree(OPEN_STATES, '=')],

  'customer.contacted': [
    provider(['accepted'], ['accepted', 'contacted', 'confirmed']),
    provider(['contacted', 'confirmed'], '=')
  ],
  'appointment.confirm': [provider(['contacted'], 'confirmed')],
  'appointment.change': [provider(['accepted'], '='), provider(MOVED, MOVED)],
  'appointment.agree': [customer(['accepted'], '='), customer(MOVED, MOVED)],
  'appointment.reject': [customer(BEFORE_TRAVEL_STATES, '=')],
  'job.giveBack': [provider(BEFORE_TRAVEL_STATES, 'requested')],

  'delivery.pickedUp': [provider(ARRIVING_STATES, '=')],
  'delivery.handedOver': [provider(AT_THE_VISIT_STATES, '=')],
  'travel.start': [provider(['confirmed'], 'travelling')],
  'visit.arrive': [provider(['travelling'], 'arrived')],
  'work.start': [provider(['arrived'], 'working')],
  'work.progress': [provider(['working'], '=')],
  'checklist.set': [provider(RUNNING_STATES, '=')],
  'note.add': [provider(RUNNING_STATES, '=')],
  'photo.add': [provider(RUNNING_STATES, '=')],
  'photo.remove': [provider(RUNNING_STATES, '=')],
  'price.agree': [provider(AT_THE_VISIT_STATES, '=')],
  'package.add': [provider(AT_THE_VISIT_STATES, '=')],
  'product.sell': [provider(AT_THE_VISIT_STATES, '=')],
  'addition.takeBack': [provider(AT_THE_VISIT_STATES, '=')],

  'job.complete': [provider(['working'], 'completed')],
  'job.fail': [provider(['travelling', ...AT_THE_VISIT_STATES], 'failed')],
  'job.refuseToSign': [provider(['working'], 'held')],

  'order.cancel': [
    customer([...UNASSIGNED_STATES, ...BEFORE_TRAVEL_STATES], 'cancelled'),
    support([...UNASSIGNED_STATES, ...RUNNING_STATES], 'cancelled')
  ],
  'order.reoffer': [support(['unplaced'], 'requested')],
  // Of somebody who lost the job a paper is held whatever has become of the order since.
  'held.resolve': [support(JOB_STATES, '=')],
  // Also one that was cancelled or failed, where what the customer signed speaks against it.
  'visit.settle': [support(['held', 'failed', 'cancelled'], ['completed', 'failed', 'cancelled'])],
  'rating.give': [customer(['completed'], '=')],

  'offers.send': [clock(['requested'], OPEN_STATES)],
  'order.unplace': [clock(['offered'], 'unplaced')],
  'contact.remind': [clock(['accepted'], '=')],
  'contact.lapse': [clock(['accepted'], 'requested')],
  'confirm.lapse': [clock(['accepted', 'contacted'], 'requested')],
  'visit.miss': [clock(ARRIVING_STATES, '=')],
  'visit.overrun': [clock(AT_THE_VISIT_STATES, '=')],
  'contact.remove': [clock([...ENDED_STATES, 'unplaced'], '=')],

  'assignment.reopen': [authority(UNASSIGNED_STATES, ['accepted', 'contacted'])],
  // A visit that has ended cannot be held; the unbilled fee of one that did not take place can.
  'visit.hold': [authority(RUNNING_STATES, 'held'), authority(['cancelled', 'failed'], '=')],

  'order.bill': [billing(['completed', 'failed', 'cancelled'], '=')],
  'order.hold': [billing(['completed', 'failed', 'cancelled'], 'held')]
};

export const COMMAND_KINDS = Object.keys(LIFE_CYCLE) as CommandKind[];

/** Whether a device's action of this kind is about an order; others at most start from one. */
export function isOrderAction(kind: string): kind is OrderActionKind {
  const rows = Object.hasOwn(LIFE_CYCLE, kind) ? LIFE_CYCLE[kind as CommandKind] : [];
  return rows.some((row) => row.by === 'provider' || row.by === 'offeree');
}

/** The row that allows this, or undefined. */
export function transitionFor(
  kind: CommandKind,
  by: ActorType,
  state: JobState
): Transition | undefined {
  // An action of a kind that is about no order may be asked for all the same.
  if (!Object.hasOwn(LIFE_CYCLE, kind)) return undefined;
  return LIFE_CYCLE[kind].find((row) => row.by === by && row.from.includes(state));
}

/** @param job with the command's own fields set, its state not yet */
export function nextState({ to }: Transition, job: Job, command: Command): JobState {
  if (to === '=') return job.state;
  if (typeof to === 'string') return to;
  const chosen = chosenState(job, command);
  if (!to.includes(chosen)) throw new Error(`${command.kind} must not lead to ${chosen}`);
  return chosen;
}

function chosenState(job: Job, { kind, body }: Command): JobState {
  switch (kind) {
    case 'customer.contacted':
      if (!isCall(body as CommandBody<typeof kind>)) return job.state;
      // A visit accepted inside the confirmation window is confirmed by accepting it (R9): the call
      // completes both.
      return job.confirmedAt === null ? 'contacted' : 'confirmed';
    case 'offers.send':
      return (body as CommandBody<typeof kind>).offers.length > 0 ? 'offered' : 'unplaced';
    case 'visit.settle':
      if ((body as CommandBody<typeof kind>).way === 'agreed') return 'completed';
      return job.state === 'held' ? 'failed' : job.state;
    case 'assignment.reopen':
      return (body as CommandBody<typeof kind>).job.state;
    default:
      return job.confirmedAt === null ? 'contacted' : 'confirmed';
  }
}
