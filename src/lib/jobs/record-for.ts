import { device } from '$lib/device/device.ts';
import { workInProgress } from '$lib/device/work-in-progress.svelte.ts';
import { DeviceError, type DeviceErrorCode } from '$lib/device/store/device-error.ts';
import type { RecordJobAction } from './job-record.ts';
import { saveTrouble } from './save-trouble.svelte.ts';
import { unsavedPhotos } from './unsaved-photos.svelte.ts';

/** Records for one order, or for none; a failure is shown by the frame and answered with false, so that forms keep what they hold. */
export function recordFor(order: string | null): RecordJobAction {
  return async (kind, body, extras) => {
    try {
      await device.recordAction(kind, order, body, extras);
      saveTrouble.clear();
      return true;
    } catch (cause) {
      saveTrouble.report(cause);
      return false;
    }
  };
}

/**
 * What is wrong with this picture; null where nothing is. What the device could not keep (a full disk, a part of the
 * app that is missing) is shown by the frame, and the picture stays with its job until it is saved.
 */
export async function addPhotoTo(order: string, file: File): Promise<DeviceErrorCode | null> {
  const owner = device.storeName;
  // Until it is on the disk it is nowhere but in this page.
  const endWork = workInProgress.begin();
  try {
    await device.addPhoto(order, file);
    saveTrouble.clear();
    return null;
  } catch (cause) {
    const fault = pictureFault(cause);
    if (fault) return fault;
    saveTrouble.report(cause);
    if (device.storeName === owner) unsavedPhotos.keep(order, file);
    return null;
  } finally {
    endWork();
  }
}

/** Once more what the device could not keep of this order. What still fails stays; the answer is as of `addPhotoTo`. */
export async function savePhotosAgain(order: string): Promise<DeviceErrorCode | null> {
  const causes = await unsavedPhotos.saveAgain(order, async ({ file }) => {
    await device.addPhoto(order, file);
    saveTrouble.clear();
  });
  const trouble = causes.find((cause) => !pictureFault(cause));
  if (trouble) saveTrouble.report(trouble);
  return causes.map(pictureFault).find((fault) => fault !== null) ?? null;
}

/** It is the picture that is wrong, not the device. */
function pictureFault(cause: unknown): DeviceErrorCode | null {
  return cause instanceof DeviceError && cause.code.startsWith('photo.') ? cause.code : null;
}
