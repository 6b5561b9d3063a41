// Unsent work of everybody who has signed in on this device: it waits in their own databases, and
// only they can send it. Said before somebody signs in, so that nobody's work lies here unknown.
import { openDeviceDatabase, type IndexedDbEngine } from '../store/device-database.ts';
import type { DeviceRegistry } from './device-registry.ts';

export interface UnsentAccount {
  email: string;
  /** Actions and photos that are on this device only. */
  count: number;
}

/** Those that have something; call it while nobody is signed in. */
export async function unsentAccounts(
  registry: DeviceRegistry,
  engine?: IndexedDbEngine
): Promise<UnsentAccount[]> {
  const byProvider = new Map<string, string>();
  for (const { provider, email } of await registry.accounts()) {
    if (provider !== null) byProvider.set(provider, email);
  }
  const found: UnsentAccount[] = [];
  for (const [provider, email] of byProvider) {
    const database = openDeviceDatabase(`mila-${provider}`, 'relaxed', engine);
    try {
      const [actions, photos] = await Promise.all([
        database.outbox.where('state').equals('local').count(),
        database.photos.where('state').equals('local').count()
      ]);
      if (actions + photos > 0) found.push({ email, count: actions + photos });
    } finally {
      database.close();
    }
  }
  return found;
}
