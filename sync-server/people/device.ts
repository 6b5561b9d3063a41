import { createPublicKey } from 'node:crypto';
import * as z from 'zod/mini';
import { neededLine } from '#domain/text/text-schema.ts';
import type { Store } from '../store/store.ts';
import { endOldestDevices } from './end-oldest.ts';
import type { StoredDocument } from '../store/stored-document.ts';

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** What checks this device's signatures. Other members of a JWK are left out. */
export const devicePublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate
});
export type DevicePublicKey = z.infer<typeof devicePublicKey>;

export const newDevice = z.object({
  /** Made by the device, once; the first part of its actions' ids. */
  id: z.string().check(z.regex(/^[a-z0-9-]{8,64}$/)),
  name: neededLine('deviceName'),
  publicKey: devicePublicKey
});
export type NewDevice = z.infer<typeof newDevice>;

/** People database: `device:<id>`. */
export interface Device extends StoredDocument {
  type: 'device';
  id: string;
  /** Id of the person whose device it is. */
  owner: string;
  name: string;
  publicKey: DevicePublicKey;
  createdAt: number;
  lastSignInAt: number;
  /** Raised by revoking: sessions of an earlier generation are over, in one write. */
  generation: number;
  revokedAt: number | null;
}

const BY_OWNER = { name: 'devices-by-owner', fields: ['type', 'owner'] };

export function deviceId(id: string): string {
  return `device:${id}`;
}

export function isPointOnCurve(publicKey: DevicePublicKey): boolean {
  try {
    createPublicKey({ key: publicKey, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The device as registered, or why not. A key never changes: everything that a device ever signed
 * must stay checkable, so a new key is a new device. One that was revoked may come back by signing
 * in.
 */
export async function registerDevice(
  store: Pick<Store, 'people' | 'outbox'>,
  owner: string,
  { id, name, publicKey }: NewDevice,
  now: number
): Promise<Device | 'device.badKey' | 'device.otherKey' | 'device.taken'> {
  if (!isPointOnCurve(publicKey)) return 'device.badKey';
  let isNew = false;
  const { doc } = await store.people.update<Device>(deviceId(id), (current) => {
    isNew = !current;
    if (!current) {
      return {
        _id: deviceId(id),
        type: 'device',
        id,
        owner,
        name,
        publicKey,
        createdAt: now,
        lastSignInAt: now,
        generation: 1,
        revokedAt: null
      };
    }
    if (current.owner !== owner || !isSameKey(current.publicKey, publicKey)) return undefined;
    return { ...current, name, lastSignInAt: now, revokedAt: null };
  });
  if (doc!.owner !== owner) return 'device.taken';
  if (isNew) await endOldestDevices(store, await devicesOf(store, owner), now);
  return isSameKey(doc!.publicKey, publicKey) ? doc! : 'device.otherKey';
}

/**
 * Whether this very device, with this key, has signed in as this person before and was not revoked.
 */
export async function isKnownDevice(
  store: Pick<Store, 'people'>,
  owner: string,
  { id, publicKey }: NewDevice
): Promise<boolean> {
  const device = await store.people.get<Device>(deviceId(id));
  const isTheirs = device?.owner === owner && device.revokedAt === null;
  return isTheirs && isSameKey(device.publicKey, publicKey);
}

export async function devicesOf(store: Pick<Store, 'people'>, owner: string): Promise<Device[]> {
  const devices: Device[] = [];
  const query = { selector: { type: 'device', owner }, index: BY_OWNER };
  for await (const device of store.people.findAll<Device>(query)) devices.push(device);
  return devices.sort((a, b) => b.lastSignInAt - a.lastSignInAt);
}

/** Ends all its sessions at once. False where this person has no such device. */
export async function revokeDevice(
  store: Pick<Store, 'people'>,
  owner: string,
  id: string,
  now: number
): Promise<boolean> {
  const { doc } = await store.people.update<Device>(deviceId(id), (current) =>
    current?.owner === owner && current.revokedAt === null
      ? { ...current, generation: current.generation + 1, revokedAt: now }
      : undefined
  );
  return doc?.owner === owner;
}

function isSameKey(one: DevicePublicKey, other: DevicePublicKey): boolean {
  return one.x === other.x && one.y === other.y;
}
