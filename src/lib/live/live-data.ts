// The questions that several screens ask, asked once: going from list to detail shows what is known
// at once.
import {
  liveCatalog,
  liveEarnings,
  liveJobs,
  liveNotices,
  liveOffers,
  liveOutbox,
  livePackageIds,
  liveVisits
} from '$lib/device/live-view.svelte.ts';
import { connection } from './connection.svelte.ts';

/** Of the visits that are over *Today* shows so many, until somebody wants all. */
export const ENDED_SHOWN = 5;
export const visitsOnDevice = liveVisits(ENDED_SHOWN);
/** Slow where there are hundreds: read only where something is wrong. */
export const jobsOnDevice = liveJobs();
export const allVisitsOnDevice = liveVisits(Infinity);
export const offersOnDevice = liveOffers();
export const catalogOnDevice = liveCatalog();
export const packagesOnDevice = livePackageIds();
export const earningsOnDevice = liveEarnings();
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
