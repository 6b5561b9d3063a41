import { m } from '$lib/paraglide/messages';

/** How many pictures this device could not keep. */
export function unsavedPhotosText(count: number): string {
  return count === 1 ? m.jobs_photo_unsaved_one() : m.jobs_photo_unsaved({ count });
}
