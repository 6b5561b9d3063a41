import type { SyncState } from '$lib/device/sync-state.svelte.ts';
import { m } from '$lib/paraglide/messages';

/** What has not reached the server yet, in one sentence. */
export function waitsText({ waiting, photos }: Pick<SyncState, 'waiting' | 'photos'>): string {
  if (waiting > 0 && photos > 0) {
    return m.device_waits_both({
      actions: waiting === 1 ? m.device_count_record() : m.device_count_records({ count: waiting }),
      photos: photos === 1 ? m.device_count_photo() : m.device_count_photos({ count: photos })
    });
  }
  if (photos > 0) {
    return photos === 1 ? m.device_waits_photo() : m.device_waits_photos({ count: photos });
  }
  if (waiting === 0) return m.device_nothing_waits();
  return waiting === 1 ? m.device_waits_one() : m.device_waits({ actions: waiting });
}
