import { fromBase64url } from '#domain/protocol/base64url.ts';
import { deviceId, type Device } from '../people/device.ts';
import type { Store } from '../store/store.ts';
import { RecentMap } from '../store/recent-map.ts';

export interface KnownDevice {
  /** The provider whose device it is. */
  owner: string;
  publicKey: CryptoKey;
}

const REMEMBERED = 5_000;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Devices by id. A key never changes and what a revoked device signed before stays true, so one may
 * be remembered.
 */
export function openDeviceKeys(store: Pick<Store, 'people'>) {
  const known = new RecentMap<string, KnownDevice>(REMEMBERED);
  return async function deviceOf(id: string): Promise<KnownDevice | undefined> {
    const remembered = known.get(id);
    if (remembered) return remembered;
    const device = await store.people.get<Device>(deviceId(id));
    if (!device) return undefined;
    const publicKey = await crypto.subtle.importKey('jwk', device.publicKey, ECDSA, false, [
      'verify'
    ]);
    const found = { owner: device.owner, publicKey };
    known.set(id, found);
    return found;
  };
}

/** ECDSA P-256/SHA-256, raw r‖s as WebCrypto signs, over the 32 bytes of the hash. */
export async function isSignedBy(
  publicKey: CryptoKey,
  hash: string,
  signature: string
): Promise<boolean> {
  try {
    return await crypto.subtle.verify(
      ECDSA,
      publicKey,
      fromBase64url(signature),
      fromBase64url(hash)
    );
  } catch {
    return false;
  }
}
