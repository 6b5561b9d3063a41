import type { SendError } from '$lib/device/store/rows.ts';
import { m } from '$lib/paraglide/messages';

/** Why the server has not taken something yet, where there is more to say than that it was tried. */
export function notTakenText({ code }: SendError): string | null {
  if (code === 'outboxFull') return m.device_not_taken_full();
  if (code === 'tooLarge') return m.device_not_taken_large();
  return null;
}
