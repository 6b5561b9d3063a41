import type { Door } from '../door/door.ts';
import type { DeviceDatabase } from '../store/device-database.ts';

const ANSWER_MS = 60_000;

/** From this device, else from the server; null where neither has it or there is no network. */
export async function findPhotoBlob(
  { relaxed, door }: { relaxed: DeviceDatabase; door: Door },
  sha256: string
): Promise<Blob | null> {
  const local = await relaxed.photos.get(sha256);
  if (local?.blob) return local.blob;
  const request = { as: 'blob', timeoutMs: ANSWER_MS } as const;
  const result = await door.ask(`/api/files/${sha256}`, request);
  return result.is === 'answer' && result.body instanceof Blob ? result.body : null;
}

/**
 * Room on a full disk, taken from pictures that the server has confirmed.
 * @returns how many gave way
 */
export function freeSentPhotos({ photos }: DeviceDatabase): Promise<number> {
  return photos
    .where('state')
    .equals('sent')
    .filter((photo) => photo.blob !== null)
    .modify({ blob: null })
    .catch(() => 0);
}
