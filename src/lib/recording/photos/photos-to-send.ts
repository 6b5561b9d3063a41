import { LiveQuery } from '$lib/device/live-query.svelte.ts';
import type { PhotoRow } from '$lib/device/store/rows.ts';

/** Photos whose bytes the server has not confirmed yet. */
export const photosToSend = new LiveQuery<PhotoRow[]>(
  ({ relaxed }) => relaxed.photos.where('state').equals('local').toArray(),
  []
);
