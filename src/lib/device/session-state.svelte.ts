import { LiveQuery } from './live-query.svelte.ts';
import type { DeviceStore } from './store/device-store.ts';

export interface SessionState {
  /**
   * expired: the server wants a new sign-in; everything on the device works on and waits.
   * forbidden: the server does not let this provider in (any more).
   */
  state: 'loading' | 'signedOut' | 'signedIn' | 'expired' | 'forbidden';
  provider: { id: string; name: string; role: string; email: string; locale: string } | null;
}

const LOADING: SessionState = { state: 'loading', provider: null };
const SIGNED_OUT: SessionState = { state: 'signedOut', provider: null };

async function readSession({ relaxed }: DeviceStore): Promise<SessionState> {
  const [session, sync] = await Promise.all([
    relaxed.checkpoints.get('session'),
    relaxed.checkpoints.get('sync')
  ]);
  if (session?.id !== 'session' || session.token === null) return SIGNED_OUT;
  const { provider: id, name, role, email, locale } = session;
  const condition = sync?.id === 'sync' ? sync.condition : 'starting';
  const state = condition === 'expired' || condition === 'forbidden' ? condition : 'signedIn';
  return { state, provider: { id, name, role, email, locale } };
}

const live = new LiveQuery(readSession, SIGNED_OUT);

/** Who is signed in here, and whether the server still agrees. Starts with device.start(). */
export const sessionState = {
  get current(): SessionState {
    return live.current ?? LOADING;
  }
};
