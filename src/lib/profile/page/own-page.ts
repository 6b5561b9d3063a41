import { device } from '$lib/device/device.ts';
import type { DeviceStore } from '$lib/device/device-store.ts';

const ANSWER_MS = 15_000;

/** Makes the address of one's own page; false where the server could not be asked. */
export async function makeOwnPage(): Promise<boolean> {
  const store = await new Promise<DeviceStore | null>((resolve) => {
    const leave = device.onStore((current) => {
      resolve(current);
      queueMicrotask(() => leave());
    });
  });
  const result = await store?.door.ask('/api/own-page', {
    method: 'POST',
    timeoutMs: ANSWER_MS
  });
  return result?.is === 'answer' && result.status === 200;
}
