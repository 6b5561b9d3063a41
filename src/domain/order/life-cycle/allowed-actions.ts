import type { ActorType, CommandKind } from './command.ts';
import { TIME_GUARDS } from './guards.ts';
import type { Job } from '../job.ts';
import { COMMAND_KINDS, transitionFor } from './table.ts';
import type { Code } from '../../protocol/code.ts';

interface AllowedAction {
  kind: CommandKind;
  /**
   * Why not yet (e.g. checklist.open, confirm.tooEarly): shown beside a button that is there but
   * not ready.
   */
  blockedBy: Code | null;
}

/**
 * Every action that the table gives this actor in the job's present state: the buttons of a screen.
 */
export function allowedActions(job: Job, actor: ActorType, now: number): AllowedAction[] {
  return COMMAND_KINDS.filter((kind) => transitionFor(kind, actor, job.state)).map((kind) => ({
    kind,
    blockedBy: TIME_GUARDS[kind]?.(job, now) ?? null
  }));
}

export function isAllowed(job: Job, actor: ActorType, kind: CommandKind, now: number): boolean {
  return allowedActions(job, actor, now).some((each) => each.kind === kind && !each.blockedBy);
}
