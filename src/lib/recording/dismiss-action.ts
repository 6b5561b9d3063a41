import { device } from '$lib/device/device.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';

/**
 * Takes a refused or held action off the list; where that fails it stays there, and the frame says
 * so.
 */
export function dismissAction(id: string): void {
  device.dismiss(id).catch(saveError.report);
}
