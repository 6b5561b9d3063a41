// The one function that changes a job, used by the device for the view and by the server for the
// truth.
import { refused, type Decision } from '../../protocol/verdict.ts';
import type { Command, Rules } from './command.ts';
import { applyEffect } from './effects.ts';
import { bodyGuard, signatureGuard, TIME_GUARDS } from './guards.ts';
import type { Job } from '../job.ts';
import { LIFE_CYCLE, nextState, transitionFor } from './table.ts';

/**
 * Table, then guards, then effect, then the row's state. A refusal or a hold leaves the job as it
 * was.
 */
export function applyToJob(job: Job, command: Command, rules: Rules): Decision<Job> {
  const { kind, actor } = command;
  if (actor.type === 'provider' && job.provider?.id !== actor.id) return refused('order.notYours');
  const row = transitionFor(kind, actor.type, job.state);
  if (!row) return refused(refusalFor(command));
  const against =
    TIME_GUARDS[kind]?.(job, command.at) ?? bodyGuard(job, command) ?? signatureGuard(command);
  if (against) return refused(against);
  const decision = applyEffect(job, command, rules);
  if (decision.outcome !== 'applied') return decision;
  const state = nextState(row, decision.next, command);
  return { outcome: 'applied', next: { ...decision.next, state } };
}

/** An outside client may send a kind that the life cycle does not know. */
function refusalFor({ kind, actor }: Command) {
  if (!Object.hasOwn(LIFE_CYCLE, kind)) return 'kind.notSupported';
  return LIFE_CYCLE[kind].some((row) => row.by === actor.type)
    ? 'job.wrongState'
    : 'actor.notAllowed';
}
