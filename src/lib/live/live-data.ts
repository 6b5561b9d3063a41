// The questions that several screens ask, asked once: going from list to detail shows what is known
// at once.
import {
  liveCatalog,
  liveEarnings,
  liveJobs,
  liveNotices,
  liveOffers,
  liveOutbox,
  liveProfile
} from '$lib/device/live-view.svelte.ts';
import { connection } from './connection.svelte.ts';

export const jobsOnDevice = liveJobs();
export const offersOnDevice = liveOffers();
export const catalogOnDevice = liveCatalog();
export const earningsOnDevice = liveEarnings();
export const profileOnDevice = liveProfile();
export const noticesOnDevice = liveNotices();
export const outboxOnDevice = liveOutbox();

/**
 * "Nothing there" is not said before the server was asked: until then an empty list is still being
 * read.
 */
export function onceAsked<T>(views: readonly T[] | undefined): readonly T[] | undefined {
  const isAsking = connection.current.condition === 'starting';
  return views?.length === 0 && isAsking ? undefined : views;
}
