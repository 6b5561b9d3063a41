// What *Today* answers: where do I have to be, when, and what do I still owe whom. Pure; times in
// ms of server time.
import type { Job } from '#domain/order/job.ts';
import { confirmDueAt, confirmOpensAt, contactDueAt } from '#domain/order/limits.ts';
import { endedAt, isAhead, type ListedVisit } from '$lib/device/visits/listed-visit.ts';

export interface DueItem {
  view: ListedVisit;
  kind: 'contact' | 'confirm';
  dueAt: number;
}

export interface Agenda {
  /** Visits that the helper is on the way to or in the middle of. */
  running: ListedVisit[];
  /** The other visits to come, soonest first. */
  next: ListedVisit[];
  /** Calls and confirmations owed, most urgent first. */
  due: DueItem[];
  /** Over, whatever the end, latest first. */
  ended: ListedVisit[];
}

const RUNNING = new Set<Job['state']>(['travelling', 'arrived', 'working']);

export function agenda(views: readonly ListedVisit[], now: number): Agenda {
  const mine = views.filter(isAhead);
  const byStart = (a: ListedVisit, b: ListedVisit) =>
    a.job.appointment.startsAt - b.job.appointment.startsAt;
  const isRunning = (view: ListedVisit) => RUNNING.has(view.job.state);
  return {
    running: mine.filter(isRunning).sort(byStart),
    next: mine.filter((view) => !isRunning(view)).sort(byStart),
    due: mine.flatMap((view) => dueItem(view, now) ?? []).sort((a, b) => a.dueAt - b.dueAt),
    ended: views.filter((view) => !isAhead(view)).sort((a, b) => endedAt(b) - endedAt(a))
  };
}

function dueItem(view: ListedVisit, now: number): DueItem | null {
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
