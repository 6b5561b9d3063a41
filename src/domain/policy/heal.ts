import { DAY_MS } from './time.ts';

/**
 * What a device keeps of its own judged actions, for a server that loses them: as long as a backup
 * may be old, and no longer than contact data are kept (C1.1). What is newest stays.
 */
export const KEPT_ACTIONS = {
  forMs: 30 * DAY_MS,
  count: 2_000,
  /** Compressed and sealed, as they lie on the disk. */
  bytes: 8_000_000
} as const;
