import { device } from '$lib/device/device.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';

/**
 * They are news no longer; where that cannot be kept they are shown again, and the frame says why.
 */
export function seeNotices(ids: readonly string[]): void {
  device.seeNotices(ids).catch(saveError.report);
}
