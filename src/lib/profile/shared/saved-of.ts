import type { OutboxRow } from '$lib/device/store/rows.ts';
import type { SavedState } from '$lib/recording/saved-state.ts';

/** How far the last action that sets this has come; confirmed where none of this device waits. */
export function savedOf(
  actions: readonly OutboxRow[],
  isIt: (row: OutboxRow) => boolean
): SavedState {
  const row = actions.findLast(isIt);
  if (!row) return { state: 'confirmed', row: null };
  const { state } = row;
  if (state === 'local') return { state: 'device', row };
  return { state: state === 'received' ? 'server' : 'refused', row };
}

/** Whether an action sets this member of its body. */
export const sets = (member: string) => (row: OutboxRow) => member in row.action.body;
