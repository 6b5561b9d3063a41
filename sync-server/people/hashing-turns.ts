// Passwords are hashed on few threads with much memory. Whoever asks from outside needs a place in
// a queue of a known length first: a flood is refused at once instead of making everybody wait.
import { sleep } from '../concurrency/sleep.ts';

/**
 * 19 MiB each, and the threads are those of all file work. One of them is for who is known: never
 * behind a stranger.
 */
const AT_ONCE = 2;
/** After a stranger's the next, where it is there already, waits so many times as long as it took. */
const REST = 2;
/** At about 25 ms each, and the pause, the last stranger waits two seconds. */
const PLACES = 30;

export interface HashingPlace {
  /** Runs when it is this one's turn, once; gives the place back. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Gives the place back unused; after `run` it does nothing. */
  leave(): void;
}

export interface HashingTurns {
  /**
   * Undefined: full. Who is known here has places of their own and comes first: a flood of
   * strangers does not reach them.
   */
  enter(isKnown: boolean): HashingPlace | undefined;
  /** Whether `enter` would find no place. */
  isFull(isKnown: boolean): boolean;
  /** The server's own work: always has a place, behind everybody. */
  own(): HashingPlace;
}

type Lane = 'known' | 'strangers' | 'own';
/** Who comes first. */
const LANES: readonly Lane[] = ['known', 'strangers', 'own'];

interface HashingTurnsOptions {
  atOnce?: number;
  places?: number;
  now?(): number;
  pause?(ms: number): Promise<void>;
}

export function newHashingTurns({
  atOnce = AT_ONCE,
  places = PLACES,
  now = () => performance.now(),
  pause = sleep
}: HashingTurnsOptions = {}): HashingTurns {
  const taken: Record<Lane, number> = { known: 0, strangers: 0, own: 0 };
  const running: Record<Lane, number> = { known: 0, strangers: 0, own: 0 };
  const waiting: Record<Lane, (() => void)[]> = { known: [], strangers: [], own: [] };

  function isFree(lane: Lane): boolean {
    const others = running.strangers + running.own;
    if (running.known + others >= atOnce) return false;
    return lane === 'known' || others < Math.max(1, atOnce - 1);
  }

  async function run<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    if (isFree(lane)) running[lane] += 1;
    else await new Promise<void>((resolve) => waiting[lane].push(resolve));
    const startedAt = now();
    try {
      return await work();
    } finally {
      // A flood of strangers takes a third of a processor at the most.
      const isFlood = lane === 'strangers' && waiting.strangers.length > 0;
      if (isFlood) void pause(REST * (now() - startedAt)).then(() => end(lane));
      else end(lane);
    }
  }

  function end(lane: Lane): void {
    running[lane] -= 1;
    for (const next of LANES) {
      while (waiting[next].length > 0 && isFree(next)) {
        running[next] += 1;
        waiting[next].shift()!();
      }
    }
  }

  function placeIn(lane: Lane): HashingPlace {
    taken[lane] += 1;
    let isLeft = false;
    const leave = () => {
      if (!isLeft) taken[lane] -= 1;
      isLeft = true;
    };
    return { leave, run: (work) => run(lane, work).finally(leave) };
  }

  const laneOf = (isKnown: boolean): Lane => (isKnown ? 'known' : 'strangers');
  const isFull = (isKnown: boolean) => taken[laneOf(isKnown)] >= places;

  return {
    enter: (isKnown) => (isFull(isKnown) ? undefined : placeIn(laneOf(isKnown))),
    isFull,
    own: () => placeIn('own')
  };
}
