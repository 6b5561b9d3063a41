// Apart from the other questions (live-data.ts): few screens ask it, and it brings its rules along.
import { LiveQuery } from '$lib/device/live-query.svelte.ts';
import { readProfile } from '$lib/device/views/read-profile.ts';

/** With this device's own waiting changes; null: it has not come yet. */
export const profileOnDevice = new LiveQuery(readProfile, null);
