// About whoever is signed in here. The app has a token of its own on this device and leaves cookies
// out; who applies and staff have a cookie. The app goes first: its pages lead here.
import { lastSession } from '$lib/device/account/last-session.ts';
import type { DeviceStore } from '$lib/device/device-store.ts';
import type { SessionRow } from '$lib/device/store/rows.ts';
import { ask, type Answered } from './account-api.ts';

export async function askOwn<T>(path: string, init: RequestInit = {}): Promise<Answered<T>> {
  // A disk that cannot be read says so in the app; here the cookie may still do.
  const token = await tokenOfApp().catch(() => null);
  if (token === null) return ask<T>(path, init);
  const headers = { ...init.headers, authorization: `Bearer ${token}` };
  return ask<T>(path, { ...init, headers, credentials: 'omit' });
}

export function sendOwn<T>(path: string, body: object): Promise<Answered<T>> {
  const headers = { 'content-type': 'application/json' };
  return askOwn<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function tokenOfApp(): Promise<string | null> {
  if (lastSession.provider === null) return null;
  const { device } = await import('$lib/device/device.ts');
  await device.start();
  const store = await new Promise<DeviceStore | null>((resolve) => {
    const leave = device.onStore((found) => {
      resolve(found);
      queueMicrotask(() => leave());
    });
  });
  const session = (await store?.relaxed.checkpoints.get('session')) as SessionRow | undefined;
  return session?.token ?? null;
}
