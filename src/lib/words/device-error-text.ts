import type { DeviceErrorCode } from '$lib/device/store/device-error.ts';
import { m } from '$lib/paraglide/messages';

const SENTENCES: Record<DeviceErrorCode, () => string> = {
  'body.invalid': m.device_error_body_invalid,
  'storage.full': m.device_error_storage_full,
  'storage.broken': m.device_error_storage_broken,
  'session.none': m.device_error_session_none,
  'photo.unreadable': m.device_error_photo_unreadable,
  'photo.heic': m.device_error_photo_heic,
  'photo.notAPicture': m.device_error_photo_notAPicture,
  'photo.tooLarge': m.device_error_photo_tooLarge,
  'app.incomplete': m.device_error_app_incomplete
};

/** What the device could not do and what to do then, in words. */
export function deviceErrorText(code: DeviceErrorCode): string {
  return SENTENCES[code]();
}
