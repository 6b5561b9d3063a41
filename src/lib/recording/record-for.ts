import { device } from '$lib/device/device.ts';
import type { RecordJobAction } from './record-job-action.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';

/**
 * Records for one order, or for none. A failure is shown by the frame and answered with false, so
 * that forms keep what they hold.
 */
export function recordFor(order: string | null): RecordJobAction {
  return async (kind, body, extras) => {
    try {
      await device.recordAction(kind, order, body, extras);
      saveError.clear();
      return true;
    } catch (cause) {
      saveError.report(cause);
      return false;
    }
  };
}
