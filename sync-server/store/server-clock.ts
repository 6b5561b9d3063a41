// The server's time never goes back, not over a restart either: devices date their work by it, and
// work dated by a later hour than the server knows would be held as implausible.
// 1. Where the machine's clock was set back, the server's goes on, a little slower than real time,
//    until the machine's has caught up.
// 2. The latest time is kept in the store. A gap beyond what is bridged means that the clock was
//    wrong before: then the machine is believed, and the log says so.
import type { Clock } from '../clock.ts';
import { repeat } from '../concurrency/repeat.ts';
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

interface LatestTime extends StoredDocument {
  type: 'latestTime';
  at: number;
}

const ID = 'latest-time';
const KEPT_EVERY_MS = 60_000;
export const LONGEST_BRIDGED_MS = 24 * 3_600_000;
/** Of real time, while the machine's clock is behind: an hour is made good in ten. */
const PACE = 0.9;

interface Sources {
  wall(): number;
  /** ms that never jump. */
  monotonic(): number;
}

const MACHINE: Sources = { wall: () => Date.now(), monotonic: () => performance.now() };

export function newSteadyClock(
  latest: number,
  { wall, monotonic }: Sources = MACHINE,
  onWrong: (aheadMs: number) => void = () => undefined
): Clock {
  let last = latest;
  let seenAt = monotonic();
  return {
    now() {
      const [at, mono] = [wall(), monotonic()];
      const ahead = last - at;
      if (ahead > LONGEST_BRIDGED_MS) onWrong(ahead);
      const isBridged = ahead > 0 && ahead <= LONGEST_BRIDGED_MS;
      last = isBridged ? Math.max(at, last + (mono - seenAt) * PACE) : at;
      seenAt = mono;
      return Math.floor(last);
    }
  };
}

/** The clock, and what keeps its latest time until `signal`. */
export async function openServerClock(
  { people }: Pick<Store, 'people'>,
  signal: AbortSignal,
  sources?: Sources
): Promise<Clock> {
  const kept = await people.get<LatestTime>(ID);
  const clock = newSteadyClock(kept?.at ?? 0, sources, (aheadMs) =>
    console.error(`The clock is ${Math.round(aheadMs / 3_600_000)} h behind the last start's.`)
  );
  const keep = () =>
    people.update<LatestTime>(ID, (current) =>
      current && current.at >= clock.now()
        ? undefined
        : { _id: ID, type: 'latestTime', at: clock.now() }
    );
  void repeat(keep, { everyMs: KEPT_EVERY_MS, signal });
  return clock;
}
