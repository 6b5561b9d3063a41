import { keepTrying } from './concurrency/retry.ts';
import type { Background, Deps } from './deps.ts';

const PAUSE = { firstMs: 2_000, longestMs: 2_000 };

/**
 * Background work waits out outages by itself; if it still fails that is a bug, which is logged,
 * and it is started again.
 */
export async function keepRunning(work: Background, deps: Deps): Promise<void> {
  const { closing, log } = deps;
  const onFailure = (err: unknown) => log.error({ err, work: work.name }, 'background work failed');
  await keepTrying(() => work(deps), { ...PAUSE, signal: closing, onFailure });
}
