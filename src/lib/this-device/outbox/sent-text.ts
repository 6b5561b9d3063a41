import { m } from '$lib/paraglide/messages';
import { waitsText } from './waits-text.ts';

export interface SentByHand {
  is: string;
  /** What is on this device only, afterwards. */
  unsent: { actions: number; photos: number };
}

/**
 * What came of sending by hand. That the server has everything is said only where nothing is left
 * here.
 */
export function sentText({ is, unsent }: SentByHand): string {
  switch (is) {
    case 'drained':
      return unsent.actions + unsent.photos === 0
        ? m.device_sent()
        : m.device_sent_left({
            what: waitsText({ waiting: unsent.actions, photos: unsent.photos })
          });
    case 'unreachable':
    case 'notBelieved':
    case 'stopped':
      return m.device_send_offline();
    case 'expired':
      return m.device_condition_expired();
    case 'forbidden':
      return m.device_condition_forbidden();
    case 'storageError':
      return m.device_condition_storageError();
    default:
      return m.device_send_later();
  }
}
