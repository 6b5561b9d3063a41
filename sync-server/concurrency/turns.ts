// Who asks for much has one thing done at a time, and leaves the others room in between.
import { sleep } from './sleep.ts';

export interface Turns {
  /**
   * Resolves when it is this one's turn, with what ends it; undefined where too many of the same
   * asker wait already, or where `signal` was aborted meanwhile.
   */
  take(asker: string, signal?: AbortSignal): Promise<EndTurn | undefined>;
}

/** Once; again does nothing. @param wasLittle it counts for nothing */
export type EndTurn = (wasLittle?: boolean) => void;

interface TurnsOptions {
  /** Of one asker; more are refused. */
  mostWaiting: number;
  /** How long (ms) an asker's turns may take in one go; it comes back with time. */
  free: number;
  /** Beyond, the next of the same asker waits so many times as long as the last one took … */
  rest: number;
  /** … up to this. */
  longestRestMs: number;
  now?(): number;
  pause?(ms: number): Promise<void>;
}

interface Line {
  isTaken: boolean;
  /** How long its turns took (ms), less what has come back; as it was at `at`. */
  used: number;
  at: number;
  waiting: Set<() => void>;
}

const REMEMBERED = 1_000;

export function newTurns(options: TurnsOptions): Turns {
  const { mostWaiting, free, rest, longestRestMs } = options;
  const { now = () => performance.now(), pause = sleep } = options;
  const lines = new Map<string, Line>();

  function lineOf(asker: string): Line {
    const known = lines.get(asker);
    if (known) return known;
    if (lines.size >= REMEMBERED) forget();
    const line = { isTaken: false, used: 0, at: now(), waiting: new Set<() => void>() };
    lines.set(asker, line);
    return line;
  }

  /** Whoever has everything back begins anew anyway. */
  function forget(): void {
    for (const [asker, line] of lines) {
      if (!line.isTaken && usedNow(line) === 0) lines.delete(asker);
    }
  }

  const usedNow = ({ used, at }: Line) => Math.max(0, used - (now() - at) / rest);

  function begin(line: Line): EndTurn {
    line.isTaken = true;
    const before = usedNow(line);
    const startedAt = now();
    let isEnded = false;
    return (wasLittle = false) => {
      if (isEnded) return;
      isEnded = true;
      line.at = now();
      line.used = before + (wasLittle ? 0 : line.at - startedAt);
      const restMs = Math.min(longestRestMs, Math.max(0, line.used - free) * rest);
      if (wasLittle || restMs === 0) next(line);
      else void pause(restMs).then(() => next(line));
    };
  }

  function next(line: Line): void {
    const [first] = line.waiting;
    if (first) first();
    else line.isTaken = false;
  }

  return {
    take(asker, signal) {
      const line = lineOf(asker);
      if (signal?.aborted || line.waiting.size >= mostWaiting) return Promise.resolve(undefined);
      if (!line.isTaken) return Promise.resolve(begin(line));
      return new Promise((resolve) => {
        const onTurn = () => {
          line.waiting.delete(onTurn);
          signal?.removeEventListener('abort', onAbort);
          resolve(begin(line));
        };
        const onAbort = () => {
          line.waiting.delete(onTurn);
          resolve(undefined);
        };
        line.waiting.add(onTurn);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    }
  };
}
