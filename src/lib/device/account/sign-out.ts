// Signing out never drops unsent work. It is handed in first, or kept in this provider's own
// database, where the next sign-in finds it; either way the answer says how much there was.
import type { DeviceRegistry } from './device-registry.ts';
import type { Door } from '../door/door.ts';
import type { DeviceDatabases } from '../store/device-database.ts';
import { storageError } from '../store/device-error.ts';
import type { SessionRow } from '../store/rows.ts';

export type SignOutMode = 'handIn' | 'keep';

/**
 * `unsent`: actions and photos that are on this device only. Not signed out: they could not be
 * handed in.
 */
export interface SignedOut {
  signedOut: boolean;
  unsent: { actions: number; photos: number };
}

/** What of a provider's open store is needed to sign out. */
interface OpenStore extends DeviceDatabases {
  readonly door: Door;
  start(): void;
  stop(): Promise<void>;
  sendNow(): Promise<unknown>;
}

const ANSWER_MS = 10_000;

export async function signOut(
  registry: DeviceRegistry,
  store: OpenStore,
  mode: SignOutMode
): Promise<SignedOut> {
  if (mode === 'handIn') await store.sendNow();
  const unsent = await countUnsent(store);
  if (mode === 'handIn' && unsent.actions + unsent.photos > 0) return { signedOut: false, unsent };

  await store.stop();
  let session: SessionRow | undefined;
  try {
    session = await forgetReadable(store);
  } catch (cause) {
    // Nothing has changed then, here or at the server: it goes on as before.
    store.start();
    throw storageError(cause);
  }
  // The store still knows the token; where the server cannot be told, the session ends there by
  // itself.
  await store.door.ask('/api/session', { method: 'DELETE', timeoutMs: ANSWER_MS });
  // Not decisive: without a token in its database nobody is signed in, whatever the registry opens
  // next time.
  await registry.setCurrent(null, session?.email ?? '').catch(() => undefined);
  return { signedOut: true, unsent };
}

export async function countUnsent({
  relaxed
}: Pick<DeviceDatabases, 'relaxed'>): Promise<SignedOut['unsent']> {
  const [actions, photos] = await Promise.all([
    relaxed.outbox.where('state').equals('local').count(),
    relaxed.photos.where('state').equals('local').count()
  ]);
  return { actions, photos };
}

/**
 * The session ends, and customers' data leave the device; the server sends them again. What the
 * device itself says stays. One transaction, so that no batch on its way to another tab finds the
 * inbox empty and somebody signed in.
 */
export function forgetReadable({
  strict
}: Pick<DeviceDatabases, 'strict'>): Promise<SessionRow | undefined> {
  const { inbox, visits, checkpoints, photos } = strict;
  return strict.transaction('rw', [inbox, visits, checkpoints, photos], async () => {
    const session = (await checkpoints.get('session')) as SessionRow | undefined;
    await inbox.clear();
    await visits.clear();
    await photos.where('state').equals('sent').delete();
    await checkpoints.delete('inbox');
    const epoch = await checkpoints.get('epoch');
    if (epoch?.id === 'epoch') await checkpoints.put({ ...epoch, before: [] });
    if (session) await checkpoints.put({ ...session, token: null });
    return session;
  });
}
