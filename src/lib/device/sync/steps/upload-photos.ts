// Photos follow the facts (PROTOCOL.md, "Files"), each from where the last attempt broke off.
// 1. A photo counts as sent only when the server itself says that it has every byte.
// 2. A photo that the server refuses is marked, and the others go on. One that it answers with an
//    error of its own is marked too and comes last the next time; only a second such error means
//    that the server itself is failing.
// 3. The bytes stay on the device for a while after that, for looking at them with no signal.
import type { DeviceClock } from '../../time/device-clock.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import type { PhotoRow } from '../../store/rows.ts';
import type { Door, DoorFailure } from '../../door/door.ts';

const ASK_MS = 30_000;
const SEND_MS = 300_000;
const MARKED_AGAIN_MS = 600_000;
/**
 * Mark of a photo at which the server answered with an error of its own: tried again with the next
 * round.
 */
const SERVER_ERROR = 'serverError';
export const PHOTO_RETENTION_MS = 7 * 86_400_000;

export interface PhotoUpload {
  relaxed: DeviceDatabase;
  door: Door;
  clock: DeviceClock;
}

export type Uploaded = { is: 'uploaded'; sent: number } | DoorFailure;

/**
 * Sends what is there; call it one at a time (Web Lock).
 * @param evenIfMarked also what failed lately
 */
export async function uploadPhotos(
  upload: PhotoUpload,
  evenIfMarked: boolean,
  signal?: AbortSignal
): Promise<Uploaded> {
  const { photos } = upload.relaxed;
  const now = upload.clock.wall();
  const waiting = await photos.where('state').equals('local').sortBy('addedAt');
  waiting.sort((a, b) => serverErrorAt(a) - serverErrorAt(b));
  let sent = 0;
  let failure: DoorFailure | undefined;
  for (const photo of waiting) {
    const failedAt = isRefused(photo) ? (photo.lastError?.at ?? -Infinity) : -Infinity;
    if (!evenIfMarked && Math.abs(now - failedAt) < MARKED_AGAIN_MS) continue;
    const result = await uploadPhoto(upload, photo, signal);
    if (result === 'sent') sent += 1;
    else if (result !== 'marked') {
      if (result.is !== 'serverError') return result;
      await mark(upload, photo, SERVER_ERROR);
      if (failure) return result;
      failure = result;
    }
  }
  await forgetOldBytes(upload);
  return failure ?? { is: 'uploaded', sent };
}

const isRefused = ({ lastError }: PhotoRow) =>
  lastError !== null && lastError.code !== SERVER_ERROR;
const serverErrorAt = ({ lastError }: PhotoRow) =>
  lastError?.code === SERVER_ERROR ? lastError.at : 0;

async function uploadPhoto(
  upload: PhotoUpload,
  photo: PhotoRow,
  signal: AbortSignal | undefined
): Promise<'sent' | 'marked' | DoorFailure> {
  const { door, clock, relaxed } = upload;
  const path = `/api/files/${photo.sha256}`;
  const cut = signal ? { signal } : {};
  // Asked before and after sending: twice is enough on a good line, and each round gets further on
  // a bad one.
  for (let round = 0; round < 3; round += 1) {
    const head = await door.ask(path, { method: 'HEAD', timeoutMs: ASK_MS, ...cut });
    if (head.is !== 'answer') return head;
    const offset = head.status < 300 ? Number(head.headers.get('Upload-Offset') ?? 0) : 0;
    // All bytes there and still not complete: the server was cut off before it had checked them.
    // Sending nothing more ends it.
    const isComplete = head.headers.get('Upload-Complete') !== '?0';
    if (head.status < 300 && offset === photo.size && isComplete) {
      await relaxed.photos.update(photo.sha256, {
        state: 'sent',
        sentAt: clock.wall(),
        lastError: null
      });
      return 'sent';
    }
    if (head.status >= 300 && head.status !== 404) {
      return mark(upload, photo, `status${head.status}`);
    }
    const put = await door.ask(path, {
      method: 'PUT',
      headers: {
        'Content-Type': photo.type,
        'Upload-Offset': String(offset),
        'Upload-Length': String(photo.size)
      },
      body: (photo.blob ?? new Blob([])).slice(offset),
      timeoutMs: SEND_MS,
      ...cut
    });
    if (put.is !== 'answer') return put;
    if (put.status >= 300 && put.status !== 409) return mark(upload, photo, refusalOf(put));
  }
  return mark(upload, photo, 'incomplete');
}

function refusalOf({ status, body }: { status: number; body: unknown }): string {
  const { error } = (body ?? {}) as { error?: unknown };
  return typeof error === 'string' ? error : `status${status}`;
}

async function mark({ relaxed, clock }: PhotoUpload, photo: PhotoRow, code: string) {
  await relaxed.photos.update(photo.sha256, { lastError: { code, at: clock.wall() } });
  return 'marked' as const;
}

async function forgetOldBytes({ relaxed, clock }: PhotoUpload): Promise<void> {
  const before = clock.wall() - PHOTO_RETENTION_MS;
  await relaxed.photos
    .where('state')
    .equals('sent')
    .filter((photo) => photo.blob !== null && (photo.sentAt ?? 0) < before)
    .modify({ blob: null });
}
