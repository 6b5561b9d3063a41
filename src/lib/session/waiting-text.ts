import type { SyncState } from '$lib/device/sync-state.svelte.ts';
import { m } from '$lib/paraglide/messages';

export interface HeaderStatus {
  /** What waits or was refused; null where everything is settled. */
  work: string | null;
  /** One quiet word about the connection; null where there is one. */
  connection: string | null;
}

/** The truth about saving in the header: words and a number, never only a dot. */
export function headerStatus(state: SyncState): HeaderStatus {
  const { waiting, turnedAway, condition } = state;
  const parts: string[] = [];
  if (waiting === 1) parts.push(m.session_waiting_one());
  if (waiting > 1) parts.push(m.session_waiting({ count: waiting }));
  if (turnedAway > 0) parts.push(m.session_turned_away({ count: turnedAway }));
  return {
    work: parts.length > 0 ? parts.join(' · ') : null,
    connection: connectionText(condition)
  };
}

function connectionText(condition: SyncState['condition']): string | null {
  switch (condition) {
    case 'offline':
      return m.session_offline();
    case 'serverTrouble':
      return m.session_server_silent();
    case 'storageTrouble':
      return m.session_storage_trouble();
    default:
      return null;
  }
}
