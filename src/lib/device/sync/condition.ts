import type { SyncCondition } from '../store/rows.ts';
import type { DoorFailure } from '../door/door.ts';
import type { StorageFailure } from './storage-failure.ts';

/** Nothing that time alone would mend. */
export const RETRY_ON_WAKE: ReadonlySet<SyncCondition> = new Set([
  'expired',
  'forbidden',
  'tooOld'
]);

/** What a failure means to the person in front of the screen. */
export function conditionOf(failure: DoorFailure | StorageFailure): SyncCondition {
  switch (failure.is) {
    case 'unreachable':
    case 'notBelieved':
    case 'stopped':
      return 'offline';
    case 'slowDown':
    case 'otherEpoch':
      return 'serverError';
    default:
      return failure.is;
  }
}
