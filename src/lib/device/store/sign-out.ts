// Signing out never drops unsent work. It is handed in first, or kept in this provider's own database,
// where the next sign-in finds it; either way the answer says how much there was.
import type { DeviceRegistry } from './device-registry.ts';
import type { DeviceStore } from './device-store.ts';
import type { SessionRow } from './rows.ts';

export type SignOutMode = 'handIn' | 'keep';

/** `unsent`: actions and photos that are on this device only. Not signed out: they could not be handed in. */
export interface SignedOut {
  signedOut: boolean;
  unsent: { actions: number; photos: number };
}

const ANSWER_MS = 10_000;

export async function signOut(
  registry: DeviceRegistry,
  store: DeviceStore,
  mode: SignOutMode
): Promise<SignedOut> {
  if (mode === 'handIn') await store.sendNow();
  const unsent = await countUnsent(store);
  if (mode === 'handIn' && unsent.actions + unsent.photos > 0) return { signedOut: false, unsent };

  await store.stop();
  await store.door.ask('/api/session', { method: 'DELETE', timeoutMs: ANSWER_MS });
  const session = (await store.strict.checkpoints.get('session')) as SessionRow | undefined;
  await forgetReadable(store);
  if (session) await store.strict.checkpoints.put({ ...session, token: null });
  await registry.setCurrent(null, session?.email ?? '');
  return { signedOut: true, unsent };
}

export async function countUnsent({ relaxed }: DeviceStore): Promise<SignedOut['unsent']> {
  const [actions, photos] = await Promise.all([
    relaxed.outbox.where('state').equals('local').count(),
    relaxed.photos.where('state').equals('local').count()
  ]);
  return { actions, photos };
}

/** Customers' data leave the device; the server sends them again. What the device itself says stays. */
async function forgetReadable({ relaxed }: DeviceStore): Promise<void> {
  const { inbox, checkpoints, photos } = relaxed;
  await relaxed.transaction('rw', [inbox, checkpoints, photos], async () => {
    await inbox.clear();
    await photos.where('state').equals('sent').delete();
    await checkpoints.delete('inbox');
  });
}
