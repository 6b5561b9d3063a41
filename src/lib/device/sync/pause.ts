import { backOffMs } from '../time/back-off.ts';
import type { DoorFailure } from '../door/door.ts';
import { conditionOf, RETRY_ON_WAKE } from './condition.ts';
import type { StorageFailure } from './storage-failure.ts';

const UNTIL_WOKEN_MS = 3_600_000;

/**
 * How long to wait before trying again: growing pauses, and never less than the server asked for.
 */
export function pauseMs(
  failure: DoorFailure | StorageFailure,
  failures: number,
  random: () => number
): number {
  if (RETRY_ON_WAKE.has(conditionOf(failure))) return UNTIL_WOKEN_MS;
  const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : 0;
  return Math.max(backOffMs(failures, random), asked);
}
