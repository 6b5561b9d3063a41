import { m } from '$lib/paraglide/messages';

/** What came of sending by hand. */
export function sentText(is: string): string {
  switch (is) {
    case 'drained':
      return m.device_sent();
    case 'unreachable':
    case 'notBelieved':
    case 'stopped':
      return m.device_send_offline();
    case 'expired':
      return m.device_condition_expired();
    case 'forbidden':
      return m.device_condition_forbidden();
    case 'storageTrouble':
      return m.device_condition_storageTrouble();
    default:
      return m.device_send_later();
  }
}
