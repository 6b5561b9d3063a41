// Passwords are hashed on few threads with much memory. Whoever asks from outside needs a place in
// a queue of a known length first: a flood is refused at once instead of making everybody wait.
/** 19 MiB each, and the threads are those of all file work. */
const AT_ONCE = 2;
/** At about 25 ms each the last one waits less than a second. */
const PLACES = 64;

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
  /** The server's own work: always has a place, behind everybody. */
  own(): HashingPlace;
}

export function newHashingTurns({ atOnce = AT_ONCE, places = PLACES } = {}): HashingTurns {
  const taken = { known: 0, strangers: 0, own: 0 };
  const waiting: Record<keyof typeof taken, (() => void)[]> = { known: [], strangers: [], own: [] };
  let running = 0;

  async function run<T>(lane: keyof typeof taken, work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else await new Promise<void>((resolve) => waiting[lane].push(resolve));
    try {
      return await work();
    } finally {
      // Whoever is next takes over this turn.
      const next = waiting.known.shift() ?? waiting.strangers.shift() ?? waiting.own.shift();
      if (next) next();
      else running -= 1;
    }
  }

  function placeIn(lane: keyof typeof taken): HashingPlace {
    taken[lane] += 1;
    let isLeft = false;
    const leave = () => {
      if (!isLeft) taken[lane] -= 1;
      isLeft = true;
    };
    return { leave, run: (work) => run(lane, work).finally(leave) };
  }

  return {
    enter(isKnown) {
      const lane = isKnown ? 'known' : 'strangers';
      return taken[lane] < places ? placeIn(lane) : undefined;
    },
    own: () => placeIn('own')
  };
}
