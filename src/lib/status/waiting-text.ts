import type { SyncState } from '$lib/device/sync-state.svelte.ts';
import { m } from '$lib/paraglide/messages';

export interface HeaderStatus {
  /** What waits (photos too), was refused, or is with support; null where nothing is left to do. */
  work: string | null;
  /** One quiet word about the connection; null where there is one. */
  connection: string | null;
}

/** The truth about saving in the header: words and a number, never only a dot. */
export function headerStatus(state: SyncState): HeaderStatus {
  const { refused, held, condition } = state;
  const waiting = state.waiting + state.photos;
  const parts: string[] = [];
  if (waiting === 1) parts.push(m.session_waiting_one());
  if (waiting > 1) parts.push(m.session_waiting({ count: waiting }));
  if (refused > 0) parts.push(m.session_refused({ count: refused }));
  if (held === 1) parts.push(m.session_held_one());
  if (held > 1) parts.push(m.session_held({ count: held }));
  return {
    work: parts.length > 0 ? parts.join(' · ') : null,
    connection: connectionText(condition) ?? handingInText(state.handingIn)
  };
}

/** One number for the tab: everything without a final verdict. */
export function unresolved({
  waiting,
  photos,
  refused,
  held
}: Pick<SyncState, 'waiting' | 'photos' | 'refused' | 'held'>): number {
  return waiting + photos + refused + held;
}

function connectionText(condition: SyncState['condition']): string | null {
  switch (condition) {
    case 'offline':
      return m.session_offline();
    case 'serverError':
      return m.session_server_silent();
    case 'storageError':
      return m.session_storage_full();
    default:
      return null;
  }
}

function handingInText(count = 0): string | null {
  if (count === 0) return null;
  return count === 1 ? m.session_handing_in_one() : m.session_handing_in({ count });
}
