import { LiveQuery } from './live-query.svelte.ts';
import type { DeviceStore } from './store/device-store.ts';
import type { SyncCondition } from './store/rows.ts';

export interface SyncState {
  condition: SyncCondition;
  /** Actions that are on this device only. */
  waiting: number;
  /** Handed over, not judged yet. */
  received: number;
  /** Refused or held and not dismissed. */
  turnedAway: number;
  /** Photos whose bytes are on this device only. */
  photos: number;
  /** Wall clock ms, to the minute; null: never. */
  lastContactAt: number | null;
}

const SIGNED_OUT: SyncState = {
  condition: 'starting',
  waiting: 0,
  received: 0,
  turnedAway: 0,
  photos: 0,
  lastContactAt: null
};

async function readSyncState({ relaxed }: DeviceStore): Promise<SyncState> {
  const count = (...states: string[]) => relaxed.outbox.where('state').anyOf(states).count();
  const [sync, clock, waiting, received, turnedAway, photos] = await Promise.all([
    relaxed.checkpoints.get('sync'),
    relaxed.checkpoints.get('clock'),
    count('local'),
    count('received'),
    count('refused', 'held'),
    relaxed.photos.where('state').equals('local').count()
  ]);
  return {
    condition: sync?.id === 'sync' ? sync.condition : 'starting',
    waiting,
    received,
    turnedAway,
    photos,
    lastContactAt: clock?.id === 'clock' ? clock.wall : null
  };
}

const live = new LiveQuery(readSyncState, SIGNED_OUT);

/** How far this device and the server are in step. All tabs show the same. */
export const syncState = {
  get current(): SyncState {
    return live.current ?? SIGNED_OUT;
  }
};
