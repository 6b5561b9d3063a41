// What *Today* answers: where do I have to be, when, and what do I still owe whom. Pure; times in
// ms of server time.
import type { Job } from '#domain/order/job.ts';
import { confirmDueAt, confirmOpensAt, contactDueAt } from '#domain/order/limits.ts';
import type { JobView } from '$lib/device/views/job-view.ts';

export interface DueItem {
  view: JobView;
  kind: 'contact' | 'confirm';
  dueAt: number;
}

export interface Agenda {
  /** Visits that the helper is on the way to or in the middle of. */
  running: JobView[];
  /** The other visits to come, soonest first. */
  next: JobView[];
  /** Calls and confirmations owed, most urgent first. */
  due: DueItem[];
  /** Over, whatever the end, latest first. */
  ended: JobView[];
}

const RUNNING = new Set<Job['state']>(['travelling', 'arrived', 'working']);
const TO_COME = new Set<Job['state']>(['accepted', 'contacted', 'confirmed']);

export function agenda(views: readonly JobView[], now: number): Agenda {
  const isMine = (view: JobView) =>
    view.job.provider !== null && (RUNNING.has(view.job.state) || TO_COME.has(view.job.state));
  const mine = views.filter(isMine);
  const byStart = (a: JobView, b: JobView) =>
    a.job.appointment.startsAt - b.job.appointment.startsAt;
  const inStates = (states: Set<Job['state']>) =>
    mine.filter((view) => states.has(view.job.state)).sort(byStart);
  return {
    running: inStates(RUNNING),
    next: inStates(TO_COME),
    due: mine.flatMap((view) => dueItem(view, now) ?? []).sort((a, b) => a.dueAt - b.dueAt),
    ended: views.filter((view) => !isMine(view)).sort((a, b) => endedAt(b) - endedAt(a))
  };
}

function dueItem(view: JobView, now: number): DueItem | null {
  const { job } = view;
  const contactDue = contactDueAt(job);
  if (job.state === 'accepted' && contactDue !== null) {
    return { view, kind: 'contact', dueAt: contactDue };
  }
  if (job.state === 'contacted' && now >= confirmOpensAt(job)) {
    return { view, kind: 'confirm', dueAt: confirmDueAt(job) };
  }
  return null;
}

function endedAt({ job, document }: JobView): number {
  const end = job.completion ?? job.failure ?? job.refusal ?? job.cancellation ?? document.removed;
  return end?.at ?? job.appointment.startsAt;
}
