import { device } from '$lib/device/device.ts';
import { DeviceError } from '$lib/device/store/device-error.ts';
import type { RecordJobAction } from './job-record.ts';
import { saveTrouble } from './save-trouble.svelte.ts';

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

/** False: the file cannot be read as a picture. A full or broken disk is shown by the frame. */
export async function addPhotoTo(order: string, file: Blob): Promise<boolean> {
  try {
    await device.addPhoto(order, file);
    return true;
  } catch (cause) {
    const isPicture =
      cause instanceof DeviceError && !['photo.unreadable', 'photo.tooLarge'].includes(cause.code);
    if (isPicture) saveTrouble.report(cause);
    return isPicture;
  }
}
