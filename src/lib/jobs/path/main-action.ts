// The one main action of a job screen, from the life cycle's own answer (allowedActions).
import { allowedActions } from '#domain/order/life-cycle/allowed-actions.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import type { Code } from '#domain/protocol/code.ts';
import { currentStep, type WorkingStep } from './job-path.ts';

export type MainAction =
  | {
      does: 'record';
      kind: 'appointment.confirm' | 'travel.start' | 'visit.arrive' | 'work.start';
      blockedBy: Code | null;
    }
  | { does: 'contact' }
  | { does: 'goOn'; to: WorkingStep }
  | { does: 'sign'; blockedBy: Code | null };

const BY_STATE: Record<Job['state'], CommandKind | null> = {
  requested: null,
  offered: null,
  unplaced: null,
  accepted: 'customer.contacted',
  contacted: 'appointment.confirm',
  confirmed: 'travel.start',
  travelling: 'visit.arrive',
  arrived: 'work.start',
  working: 'job.complete',
  completed: null,
  held: null,
  failed: null,
  cancelled: null
};

export function mainAction(job: Job, chosen: WorkingStep | null, now: number): MainAction | null {
  const kind = BY_STATE[job.state];
  const allowed = allowedActions(job, 'provider', now).find((each) => each.kind === kind);
  if (!allowed) return null;
  const { blockedBy } = allowed;
  switch (kind) {
    case 'customer.contacted':
      return { does: 'contact' };
    case 'job.complete': {
      const step = currentStep(job, chosen);
      if (step === 'work') return { does: 'goOn', to: 'explain' };
      if (step === 'explain') return { does: 'goOn', to: 'handOver' };
      return { does: 'sign', blockedBy };
    }
    case 'appointment.confirm':
    case 'travel.start':
    case 'visit.arrive':
    case 'work.start':
      return { does: 'record', kind, blockedBy };
    default:
      return null;
  }
}

/** Whether the next step can be done now: else nothing should send the helper to it. */
export function isReady(job: Job, now: number): boolean {
  const action = mainAction(job, null, now);
  return action !== null && !('blockedBy' in action && action.blockedBy);
}
