import { device } from '$lib/device/device.ts';
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
  try {
    await device.addPhoto(order, file);
    saveTrouble.clear();
    return null;
  } catch (cause) {
    if (cause instanceof DeviceError && cause.code.startsWith('photo.')) return cause.code;
    saveTrouble.report(cause);
    unsavedPhotos.keep(order, file);
    return null;
  }
}
