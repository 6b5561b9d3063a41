import * as z from 'zod/mini';
import type { Ms } from '../brand.ts';
import { branded } from './branded.ts';

/** The last instant (ms) that a Date can be: whatever is later cannot be shown to anybody. */
const LATEST_MS = 8.64e15;

/** ms since the epoch, of server time as the device knows it. */
export const instant = branded<Ms>(z.int().check(z.nonnegative(), z.maximum(LATEST_MS)));
