// What a transition asks for beyond actor and state. Each guard answers a code, or null where
// nothing is against it.
import { canBeSettled } from '../../billing/settle-visit.ts';
import { hasBegun, isBeyondHorizon } from '../../booking/visit-time.ts';
import type { Code } from '../../protocol/code.ts';
import {
  isSignedKind,
  type Command,
  type CommandBody,
  type CommandKind,
  type SignedKind
} from './command.ts';
import type { Job } from '../job.ts';
import { absentFrom, confirmOpensAt, freeCancelUntil } from '../limits.ts';
import { isSignature } from '../signing/ink.ts';
import { isVisible } from '../../text/clean-text.ts';

type Guard = (job: Job, at: number) => Code | null;

/** Guards that need no body: they also decide which buttons are there. */
export const TIME_GUARDS: Partial<Record<CommandKind, Guard>> = {
  'offer.accept': (job, at) => (hasBegun(job.appointment, at) ? 'offer.expired' : null),
  // Too late is the clock's to say (due-items.ts): as long as the provider has the job, a late
  // call or confirmation counts.
  'appointment.confirm': (job, at) => (at < confirmOpensAt(job) ? 'confirm.tooEarly' : null),
  'appointment.agree': (job, at) => {
    const asked = waitingChange(job);
    return asked ? againstTime(asked.startsAt, at) : 'appointment.unclear';
  },
  'appointment.reject': (job) => (waitingChange(job) ? null : 'appointment.unclear'),
  'price.agree': (job) => (job.provider?.role === 'friend' ? null : 'price.notAFriend'),
  'package.add': (job) => (job.provider?.role === 'pro' ? null : 'package.notAPro'),
  'job.complete': (job) => (openRequiredItems(job).length > 0 ? 'checklist.open' : null),
  'visit.settle': (job) => (canBeSettled(job) ? null : 'job.wrongState'),
  'rating.give': (job) => (job.rating ? 'rating.alreadyGiven' : null)
};

/** Guards that read the body as well. */
export function bodyGuard(job: Job, command: Command): Code | null {
  switch (command.kind) {
    case 'customer.contacted':
      return againstContact(command.body as CommandBody<'customer.contacted'>);
    case 'appointment.change': {
      const { startsAt } = command.body as CommandBody<'appointment.change'>;
      return againstTime(startsAt, command.at);
    }
    case 'checklist.set': {
      const { item } = command.body as CommandBody<'checklist.set'>;
      return job.checklist.some((each) => each.id === item) ? null : 'checklist.unknownItem';
    }
    case 'price.agree': {
      const { priceMinor } = command.body as CommandBody<'price.agree'>;
      return againstPrice(job, priceMinor);
    }
    case 'job.fail': {
      const { cause } = command.body as CommandBody<'job.fail'>;
      return againstFailing(job, cause, command.at);
    }
    case 'order.cancel':
      return command.actor.type === 'customer' && job.provider && command.at > freeCancelUntil(job)
        ? 'cancel.tooLate'
        : null;
    default:
      return null;
  }
}

/**
 * A visit, moved or new, is asked for and agreed to before its time, and no further ahead than a
 * booking reaches. Lead time and opening hours are for who books alone: what two people agree on,
 * they may.
 */
export function againstTime(startsAt: number, at: number): Code | null {
  if (hasBegun({ startsAt }, at)) return 'appointment.past';
  return isBeyondHorizon(startsAt, at) ? 'appointment.tooFar' : null;
}

/** Who says that they talked says what about; of an attempt there is nothing to say. */
export function againstContact({
  reached,
  agreed
}: Pick<CommandBody<'customer.contacted'>, 'reached' | 'agreed'>): Code | null {
  return reached && !isVisible(agreed) ? 'contact.wordless' : null;
}

/** Of whatever carries the customer's signature (R15). */
export function signatureGuard({ kind, body }: Command): Code | null {
  if (!isSignedKind(kind)) return null;
  return isSignature((body as CommandBody<SignedKind>).signature) ? null : 'signature.tooSmall';
}

export function againstPrice(job: Pick<Job, 'service'>, priceMinor: number): Code | null {
  return priceMinor > job.service.priceMinor ? null : 'price.notHigher';
}

export function againstFailing(
  job: Pick<Job, 'arrivedAt' | 'appointment'>,
  cause: CommandBody<'job.fail'>['cause'],
  at: number
): Code | null {
  return cause === 'customerAbsent' && at < (absentFrom(job) ?? Infinity)
    ? 'failure.tooEarly'
    : null;
}

export function waitingChange(job: Pick<Job, 'appointmentChanges'>) {
  return job.appointmentChanges.find((change) => change.state === 'waiting');
}

export function openRequiredItems(job: Pick<Job, 'checklist' | 'checked'>) {
  return job.checklist.filter((item) => item.required && !job.checked[item.id]?.done);
}
