import { device } from '$lib/device/device.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';
import { workInProgress } from '$lib/device/app/work-in-progress.svelte.ts';
import { DeviceError, type DeviceErrorCode } from '$lib/device/store/device-error.ts';
import { pictureTools } from '$lib/device/photos/thumbnails.ts';

const SIDE_PX = 640;

/** @returns what is wrong with the picture; null where nothing is, or the frame says it */
export async function setPhoto(file: Blob): Promise<DeviceErrorCode | null> {
  const endWork = workInProgress.begin();
  try {
    const { squarePhoto } = await pictureTools();
    const { blob, sha256, size, type } = await squarePhoto(file, SIDE_PX);
    const fresh = { state: 'local', sentAt: null, lastError: null } as const;
    const photo = { sha256, blob, type, size, order: null, addedAt: Date.now(), ...fresh };
    await device.recordAction('profile.set', null, { photo: { sha256, size, type } }, { photo });
    saveError.clear();
    return null;
  } catch (cause) {
    if (cause instanceof DeviceError && cause.code.startsWith('photo.')) return cause.code;
    saveError.report(cause);
    return null;
  } finally {
    endWork();
  }
}
