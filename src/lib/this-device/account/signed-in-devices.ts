// The devices that this person is signed in on, as the server knows them. Needs a connection.
import { device } from '$lib/device/device.ts';
import type { DeviceStore } from '$lib/device/device-store.ts';
import * as z from 'zod/mini';

const listed = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      lastSignInAt: z.number(),
      revokedAt: z.nullable(z.number()),
      isThis: z.boolean()
    })
  )
});
export type SignedInDevice = z.infer<typeof listed>['devices'][number];

const ANSWER_MS = 15_000;

/** Not revoked ones, this one first; null where the server could not be asked. */
export async function signedInDevices(): Promise<SignedInDevice[] | null> {
  const result = await (await currentStore())?.door.ask('/api/devices', { timeoutMs: ANSWER_MS });
  if (result?.is !== 'answer' || result.status !== 200) return null;
  const read = listed.safeParse(result.body);
  if (!read.success) return null;
  return read.data.devices
    .filter((each) => each.revokedAt === null)
    .sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.lastSignInAt - a.lastSignInAt);
}

/** Ends every session of that device; what it has not sent stays on it. */
export async function revokeDevice(id: string): Promise<boolean> {
  const path = `/api/devices/${encodeURIComponent(id)}`;
  const result = await (
    await currentStore()
  )?.door.ask(path, { method: 'DELETE', timeoutMs: ANSWER_MS });
  return result?.is === 'answer' && result.status === 204;
}

function currentStore(): Promise<DeviceStore | null> {
  return new Promise((resolve) => {
    const leave = device.onStore((store) => {
      resolve(store);
      queueMicrotask(() => leave());
    });
  });
}
