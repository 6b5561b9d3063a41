// The way of a visit as the helper sees it. Derived from the job alone: a reload shows the same.
import { CHECKLIST_PHASES, type ChecklistPhase } from '#domain/catalog/service-package.ts';
import { openRequiredItems } from '#domain/order/life-cycle/guards.ts';
import type { Job } from '#domain/order/job.ts';
import type { JobState } from '#domain/order/job-states.ts';
import type { ListedJob } from '$lib/device/visits/listed-visit.ts';

export const JOB_STEPS = [
  'prepare',
  'contact',
  'confirm',
  'travel',
  'arrive',
  'work',
  'explain',
  'handOver',
  'sign'
] as const;
export type JobStep = (typeof JOB_STEPS)[number];

/** Steps inside the state *working*: the helper goes through them, the state does not change. */
const WORKING_STEPS = ['work', 'explain', 'handOver'] as const;
export type WorkingStep = (typeof WORKING_STEPS)[number];

/** `working` has three steps of its own: WORKING_STEPS. */
const CURRENT: Record<Exclude<JobState, 'working'>, JobStep | null> = {
  requested: null,
  offered: null,
  unplaced: null,
  accepted: 'contact',
  contacted: 'confirm',
  confirmed: 'travel',
  travelling: 'arrive',
  arrived: 'arrive',
  completed: null,
  held: null,
  failed: null,
  cancelled: null
};

export interface PathStep {
  step: JobStep;
  state: 'done' | 'current' | 'later';
  /** ms of server time; null where no moment belongs to it. */
  at: number | null;
}

/** What of a checklist says how far somebody has come. */
type Listed = Pick<ListedJob, 'checklist' | 'checked'>;

/**
 * The step of the working phase to go on with, as far as the checklist tells: the first with
 * something left to do, once the helper has begun it. Until then it is the one before: a list that
 * is whole ends no step, for its notes, photos and sales do not end with it.
 */
export function suggestedStep(job: Listed): WorkingStep {
  const isBegun = (phase: WorkingStep) => openItems(job, phase).length < itemsOf(job, phase).length;
  const open = WORKING_STEPS.find((phase) => openItems(job, phase).length > 0);
  if (!open) return WORKING_STEPS.some(isBegun) ? 'handOver' : 'work';
  if (isBegun(open)) return open;
  return WORKING_STEPS.slice(0, WORKING_STEPS.indexOf(open)).findLast(isBegun) ?? 'work';
}

export function itemsOf<Item extends { phase: ChecklistPhase }>(
  job: { checklist: readonly Item[] },
  phase: ChecklistPhase
): Item[] {
  return job.checklist.filter((item) => item.phase === phase);
}

/** How much of a step's list is ticked; null where it has none. */
export function listCount(
  job: Pick<Job, 'checklist' | 'checked'>,
  step: JobStep
): { done: number; count: number } | null {
  const phase = CHECKLIST_PHASES.find((each) => each === step);
  const count = phase ? itemsOf(job, phase).length : 0;
  return phase && count > 0 ? { done: count - openItems(job, phase).length, count } : null;
}

export function hasOpenRequired(job: Pick<Job, 'checklist' | 'checked'>, step: JobStep): boolean {
  return openRequiredItems(job).some((item) => item.phase === step);
}

export function isWorkingStep(step: JobStep): step is WorkingStep {
  return WORKING_STEPS.some((each) => each === step);
}

function openItems(job: Listed, phase: ChecklistPhase) {
  return itemsOf(job, phase).filter((item) => !job.checked[item.id]?.done);
}

/** @param chosen where the helper is inside the working phase; null = as suggested */
export function jobPath(job: Job, chosen: WorkingStep | null): PathStep[] {
  const current = currentStep(job, chosen);
  const index = current ? JOB_STEPS.indexOf(current) : JOB_STEPS.length;
  return JOB_STEPS.map((step, at) => ({
    step,
    state: stateOf(job, step, at, index),
    at: momentOf(job, step)
  }));
}

export function currentStep(
  job: Listed & Pick<Job, 'state'>,
  chosen: WorkingStep | null
): JobStep | null {
  if (job.state === 'working') return chosen ?? suggestedStep(job);
  return CURRENT[job.state];
}

function stateOf(job: Job, step: JobStep, at: number, current: number): PathStep['state'] {
  if (at === current) return 'current';
  // Preparing has no action of its own: it is done when its list is, or when the helper has set
  // off.
  if (step === 'prepare') {
    const isReady = openItems(job, 'prepare').length === 0 || job.travel !== null;
    return isReady ? 'done' : 'later';
  }
  if (job.completion) return 'done';
  // Gone past with something required left open: not done, whatever the order of going.
  if (isWorkingStep(step) && at < current && hasOpenRequired(job, step)) return 'later';
  if (current === JOB_STEPS.length) return momentOf(job, step) === null ? 'later' : 'done';
  return at < current ? 'done' : 'later';
}

function momentOf(job: Job, step: JobStep): number | null {
  switch (step) {
    case 'contact':
      return job.contactedAt;
    case 'confirm':
      return job.confirmedAt;
    case 'travel':
      return job.travel?.startedAt ?? null;
    case 'arrive':
      return job.arrivedAt;
    case 'sign':
      return job.completion?.at ?? null;
    default:
      return null;
  }
}
