// A picture that the device cannot keep is not lost: it stays with its job until it is saved. Only
// a picture that is itself unusable is refused, and that is said until it was read; what is wrong
// with the device is shown by the frame.
import { workInProgress } from '$lib/device/app/work-in-progress.svelte.ts';
import { device } from '$lib/device/device.ts';
import { DeviceError, type DeviceErrorCode } from '$lib/device/store/device-error.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';
import { refusedPictures } from './refused-pictures.svelte.ts';
import { unsavedPhotos } from './unsaved-photos.svelte.ts';

/** @returns what is wrong with the picture; null where nothing is */
export async function addPhotoTo(order: string, file: File): Promise<DeviceErrorCode | null> {
  const owner = device.storeName;
  // Until it is on the disk it is nowhere but in this page.
  const endWork = workInProgress.begin();
  try {
    await device.addPhoto(order, file);
    saveError.clear();
    return null;
  } catch (cause) {
    const code = pictureError(cause);
    if (code) {
      if (device.storeName === owner) refusedPictures.add(order, file.name, code);
      return code;
    }
    saveError.report(cause);
    if (device.storeName === owner) unsavedPhotos.keep(order, file);
    return null;
  } finally {
    endWork();
  }
}

/** Tries again what the device could not keep of this order. What still fails stays. */
export async function savePhotosAgain(order: string): Promise<DeviceErrorCode | null> {
  const causes = await unsavedPhotos.saveAgain(order, async (photo) => {
    unsavedPhotos.tell(photo, null);
    try {
      await device.addPhoto(order, photo.file);
    } catch (cause) {
      unsavedPhotos.tell(photo, pictureError(cause));
      throw cause;
    }
    saveError.clear();
  });
  const other = causes.find((cause) => !pictureError(cause));
  if (other) saveError.report(other);
  return causes.map(pictureError).find((code) => code !== null) ?? null;
}

/** It is the picture that is wrong, not the device. */
function pictureError(cause: unknown): DeviceErrorCode | null {
  return cause instanceof DeviceError && cause.code.startsWith('photo.') ? cause.code : null;
}
