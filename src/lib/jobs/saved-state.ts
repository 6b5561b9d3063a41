// How far something that the helper did has come, as words under it (look.md: the truth about saving).
import type { JobView } from '$lib/device/store/job-view.ts';
import type { OutboxRow } from '$lib/device/store/rows.ts';

export interface SavedState {
  state: 'device' | 'server' | 'confirmed' | 'refused';
  row: OutboxRow | null;
}

/** The state of the last action of this kind (and detail); confirmed where the server's document has it and nothing waits. */
export function savedState(
  view: Pick<JobView, 'waiting' | 'turnedAway'>,
  kind: OutboxRow['kind'],
  matches: (row: OutboxRow) => boolean = () => true
): SavedState {
  const isIt = (row: OutboxRow) => row.kind === kind && matches(row);
  const waiting = view.waiting.findLast(isIt);
  if (waiting) return { state: waiting.state === 'local' ? 'device' : 'server', row: waiting };
  const turnedAway = view.turnedAway.findLast(isIt);
  return turnedAway ? { state: 'refused', row: turnedAway } : { state: 'confirmed', row: null };
}
