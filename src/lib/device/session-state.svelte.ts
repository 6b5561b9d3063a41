import { LiveQuery } from './live-query.svelte.ts';
import type { DeviceStore } from './device-store.ts';
import { syncState } from './sync-state.svelte.ts';

export interface SessionState {
  /**
   * expired: the server wants a new sign-in; everything on the device works on and waits.
   * forbidden: the server does not let this provider in (any more).
   */
  state: 'loading' | 'signedOut' | 'signedIn' | 'expired' | 'forbidden';
  provider: { id: string; name: string; role: string; email: string; locale: string } | null;
}

const LOADING: SessionState = { state: 'loading', provider: null };

/** Null: signed out. */
async function readProvider({ relaxed }: DeviceStore): Promise<SessionState['provider']> {
  const session = await relaxed.checkpoints.get('session');
  if (session?.id !== 'session' || session.token === null) return null;
  const { provider: id, name, role, email, locale } = session;
  return { id, name, role, email, locale };
}

const live = new LiveQuery(readProvider, null);

/** Who is signed in here, and whether the server still agrees. Starts with device.start(). */
export const sessionState = {
  get current(): SessionState {
    const provider = live.current;
    const { condition } = syncState.current;
    if (provider === undefined) return LOADING;
    if (provider === null) return { state: 'signedOut', provider };
    const isTurnedAway = condition === 'expired' || condition === 'forbidden';
    return { state: isTurnedAway ? condition : 'signedIn', provider };
  }
};
