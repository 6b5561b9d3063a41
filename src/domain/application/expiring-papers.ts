import type { Ms } from '../brand.ts';
import type { Application } from './application.ts';
import { daysLeft, longestOfKind, neededPapers, type Paper } from './papers.ts';
import { APPLICATION_POLICY } from './policy.ts';

export interface PaperReminder {
  paper: Paper;
  /** One of `remindDays`. */
  mark: number;
  daysLeft: number;
  /** Whether eligibility goes with it. */
  isNeeded: boolean;
}

/**
 * Which papers their owner is to be written to about now: those with an end, at the last mark that
 * is reached. Told already is told by the mark: an earlier one that was missed is not made up for.
 */
export function paperReminders(application: Application, now: Ms): PaperReminder[] {
  const { state, form, papers, decisions } = application;
  if (state !== 'accepted' || form.role === null) return [];
  const needed = neededPapers(form.role);
  const good = longestOfKind(papers.filter(({ id }) => decisions[`paper:${id}`]?.isOk));
  return good.flatMap((paper) => {
    if (paper.expiresOn === null) return [];
    const left = Math.max(0, daysLeft(paper.expiresOn, form.market, now));
    const reached = APPLICATION_POLICY.remindDays.filter((days) => left <= days);
    if (reached.length === 0) return [];
    const mark = Math.min(...reached);
    return [{ paper, mark, daysLeft: left, isNeeded: needed.includes(paper.kind) }];
  });
}
