// How a visit that is over has ended, in a word: a cancelled or taken back one does not just go.
import type { ListedVisit } from '$lib/device/visits/listed-visit.ts';
import { isGivenBack } from '$lib/jobs/public.ts';
import { m } from '$lib/paraglide/messages';

export type VisitEnd = 'completed' | 'held' | 'failed' | 'cancelled' | 'givenBack' | 'lost';

export function visitEnd(view: ListedVisit): VisitEnd {
  const { job, document } = view;
  if (job.state === 'cancelled' || document.removed?.why === 'cancelled') return 'cancelled';
  if (isGivenBack(view)) return 'givenBack';
  const { state } = job;
  const hasEnded = state === 'completed' || state === 'held' || state === 'failed';
  return hasEnded && job.provider !== null ? state : 'lost';
}

const TEXT: Record<VisitEnd, () => string> = {
  completed: m.today_end_completed,
  held: m.today_end_held,
  failed: m.today_end_failed,
  cancelled: m.today_end_cancelled,
  givenBack: m.today_end_givenBack,
  lost: m.today_end_lost
};
const TONE = {
  completed: 'success',
  held: 'warning',
  failed: 'neutral',
  cancelled: 'neutral',
  givenBack: 'neutral',
  lost: 'warning'
} as const satisfies Record<VisitEnd, string>;

export const endPill = (end: VisitEnd) => ({ text: TEXT[end](), tone: TONE[end] });
