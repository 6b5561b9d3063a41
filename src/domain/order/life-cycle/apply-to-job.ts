// The one function that changes a job, used by the device for the view and by the server for the truth.
import { refused, type Decision } from '../../protocol/verdict.ts';
import type { Command, CommandKind, Rules } from './command.ts';
import { applyEffect } from './effects.ts';
import { bodyGuard, TIME_GUARDS } from './guards.ts';
import type { Job } from '../job.ts';
import { LIFE_CYCLE, nextState, transitionFor } from './table.ts';

/** Table, then guards, then effect. A refusal or a hold leaves the job as it was. */
export function applyToJob(job: Job, command: Command, rules: Rules): Decision<Job> {
  const { kind, actor } = command;
  if (actor.type === 'provider' && job.provider?.id !== actor.id) return refused('order.notYours');
  const row = transitionFor(kind, actor.type, job.state);
  if (!row) return refused(refusalFor(kind, actor.type));
  const against = TIME_GUARDS[kind]?.(job, command.at) ?? bodyGuard(job, command);
  if (against) return refused(against);
  const decision = applyEffect(job, command, rules);
  if (decision.outcome !== 'applied') return decision;
  // The effect may have set the state itself (a moved visit is to be confirmed anew).
  if (decision.next.state !== job.state) return decision;
  return {
    outcome: 'applied',
    next: { ...decision.next, state: nextState(row, decision.next, command) }
  };
}

function refusalFor(kind: CommandKind, by: Command['actor']['type']) {
  const rows = LIFE_CYCLE.filter((row) => row.kind === kind);
  if (rows.length === 0) return 'kind.notSupported';
  return rows.some((row) => row.by === by) ? 'job.wrongState' : 'actor.notAllowed';
}
