import { newTurns, type Turns } from '../concurrency/turns.ts';

/** What takes longer waits for the client's own line, and must not hold its other files. */
const LONGEST_TURN_MS = 2_000;
/** Pictures cost the disk and the processor, which everybody shares. */
const OF_ONE_SESSION = { mostWaiting: 24, free: 300, rest: 3, longestRestMs: 1_000 } as const;

export interface UploadTurn {
  /** Aborted where a newer request for the same file has come. */
  signal: AbortSignal;
  end(): void;
}

/**
 * 1. One upload at a time for each session, with a pause after it when it goes on without end.
 * 2. One at a time for the same file of the same provider, and the newest wins: a device whose line
 *    broke comes back long before this server notices that the old connection is dead.
 */
export function newUploadTurns(sessions: Turns = newTurns(OF_ONE_SESSION)) {
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>();

  return {
    /** Undefined: too many of this session wait already. */
    async take(session: string, key: string): Promise<UploadTurn | undefined> {
      const endTurn = await sessions.take(session);
      if (!endTurn) return undefined;
      const longest = setTimeout(endTurn, LONGEST_TURN_MS).unref();
      for (let before = running.get(key); before; before = running.get(key)) {
        before.stop.abort();
        await before.ended;
      }
      const stop = new AbortController();
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      running.set(key, { stop, ended });
      return {
        signal: stop.signal,
        end() {
          clearTimeout(longest);
          running.delete(key);
          resolve();
          endTurn();
        }
      };
    }
  };
}
