// What customers said of oneself. Needs a connection: what is published is the server's.
import type { OwnReview } from '#domain/profile/review.ts';
import { device } from '$lib/device/device.ts';
import type { DeviceStore } from '$lib/device/device-store.ts';

const ANSWER_MS = 15_000;

function currentStore(): Promise<DeviceStore | null> {
  return new Promise((resolve) => {
    const leave = device.onStore((store) => {
      resolve(store);
      queueMicrotask(() => leave());
    });
  });
}

/** Null where the server could not be asked. */
export async function readOwnReviews(): Promise<{ at: number; reviews: OwnReview[] } | null> {
  const store = await currentStore();
  const result = await store?.door.ask('/api/reviews/own', { timeoutMs: ANSWER_MS });
  if (result?.is !== 'answer' || result.status !== 200) return null;
  return result.body as { at: number; reviews: OwnReview[] };
}

export async function answerReview(
  order: string,
  words: string
): Promise<OwnReview | 'answered' | 'away'> {
  const store = await currentStore();
  const result = await store?.door.ask(`/api/reviews/own/${encodeURIComponent(order)}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ words }),
    timeoutMs: ANSWER_MS
  });
  if (result?.is !== 'answer') return 'away';
  if (result.status === 409) return 'answered';
  return result.status === 200 ? (result.body as OwnReview) : 'away';
}
