import { setTimeout as wait } from 'node:timers/promises';
import type { Background, Deps } from './deps.ts';

const PAUSE_MS = 2_000;

/** Background work waits out outages by itself; if it still fails that is a bug, logged, and it starts anew. */
export async function keepRunning(work: Background, deps: Deps): Promise<void> {
  const { closing, log } = deps;
  while (!closing.aborted) {
    try {
      return await work(deps);
    } catch (error) {
      log.error({ err: error, work: work.name }, 'background work failed');
      await wait(PAUSE_MS, undefined, { signal: closing }).catch(() => undefined);
    }
  }
}
