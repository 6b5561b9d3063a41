// The questions that several screens ask, asked once: going from list to detail shows what is known at once.
import {
  liveCatalog,
  liveEarnings,
  liveJobs,
  liveOffers,
  liveOutbox,
  liveProfile
} from '$lib/device/live-view.svelte.ts';

export const jobsOnDevice = liveJobs();
export const offersOnDevice = liveOffers();
export const catalogOnDevice = liveCatalog();
export const earningsOnDevice = liveEarnings();
export const profileOnDevice = liveProfile();
export const outboxOnDevice = liveOutbox();
