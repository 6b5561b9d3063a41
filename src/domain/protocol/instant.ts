import * as z from 'zod/mini';

/** The last instant (ms) that a Date can be: whatever is later cannot be shown to anybody. */
const LATEST_MS = 8.64e15;

/** ms since the epoch, of server time as the device knows it. */
export const instant = z.int().check(z.nonnegative(), z.maximum(LATEST_MS));
