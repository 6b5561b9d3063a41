import { createSubscriber } from 'svelte/reactivity';
import { device } from './device.ts';
import { LiveQuery } from './live-query.svelte.ts';
import type { DeviceStore } from './device-store.ts';
import type { SyncCondition } from './store/rows.ts';
import { forgetMissing, noteUnsent, type Missing } from './account/unsent-mark.ts';

export interface SyncState {
  condition: SyncCondition;
  /** Actions that are on this device only. */
  waiting: number;
  /** Handed over, not judged yet. */
  received: number;
  /** Refused and not dismissed. */
  refused: number;
  /** With support, and not dismissed. */
  held: number;
  /** Photos whose bytes are on this device only. */
  photos: number;
  /** Wall clock ms, to the minute; null: never. */
  lastContactAt: number | null;
  /** Judged before the server was restored, and being handed in again; 0: nothing is. */
  handingIn?: number;
  /** What the browser has cleared away unsent; until somebody has read it. */
  missing?: Missing | null;
}

/** Whose they are, and whether this tab has been told that they were read. */
let provider: string | undefined;
let isDismissed = $state(false);

const NOTHING = { waiting: 0, received: 0, refused: 0, held: 0, photos: 0, lastContactAt: null };

async function readCounts({ relaxed }: DeviceStore): Promise<Omit<SyncState, 'condition'>> {
  const count = (state: string) => relaxed.outbox.where('state').equals(state).count();
  const { checkpoints, outbox, photos: pictures } = relaxed;
  const read = () =>
    Promise.all([
      checkpoints.get('clock'),
      checkpoints.get('epoch'),
      count('local'),
      count('received'),
      count('refused'),
      count('held'),
      pictures.where('state').equals('local').count()
    ]);
  // Together: it is asked after every tap.
  const [clock, epoch, waiting, received, refused, held, photos] = await relaxed.transaction(
    'r',
    [checkpoints, outbox, pictures],
    read
  );
  const lastContactAt = clock?.id === 'clock' ? clock.wall : null;
  const missing = await missingBeside(relaxed, waiting + photos);
  const handingIn = (epoch?.id === 'epoch' && epoch.lacking) || 0;
  return { waiting, received, refused, held, photos, lastContactAt, handingIn, missing };
}

async function missingBeside(
  relaxed: DeviceStore['relaxed'],
  waiting: number
): Promise<Missing | null> {
  const [session, key] = await Promise.all([
    relaxed.checkpoints.get('session'),
    relaxed.keys.get('device')
  ]);
  if (session?.id !== 'session' || key?.id !== 'device') return null;
  provider = session.provider;
  return noteUnsent(document, { provider, device: key.device }, waiting, Date.now());
}

/** Read: not said any more, in this tab at once. */
export function dismissMissing(): void {
  if (provider !== undefined) forgetMissing(document, provider);
  isDismissed = true;
}

const counts = new LiveQuery(readCounts, NOTHING);

let condition: SyncCondition = 'starting';
const followCondition = createSubscriber((update) => {
  const show = (next: SyncCondition) => {
    condition = next;
    update();
  };
  let leaveStore: (() => void) | undefined;
  const leave = device.onStore((store) => {
    leaveStore?.();
    leaveStore = store?.condition.subscribe(show);
    show(store?.condition.current ?? 'starting');
  });
  return () => {
    leave();
    leaveStore?.();
  };
});

/** How far this device and the server are in step. All tabs show the same. */
export const syncState = {
  get current(): SyncState {
    followCondition();
    const { missing = null, ...known }: Omit<SyncState, 'condition'> = counts.current ?? NOTHING;
    return { ...known, missing: isDismissed ? null : missing, condition };
  }
};
