import { keepTrying, type BackOff } from './retry.ts';
import { sleep } from './sleep.ts';

type Repeat = Partial<BackOff> & {
  signal: AbortSignal;
  /** The pause between two rounds. */
  everyMs: number;
};

/**
 * Does `work` again and again until `signal` is aborted, and resolves then. A failed round is done
 * again after a back-off, or after the usual pause where none is given.
 */
export async function repeat(
  work: () => Promise<unknown>,
  { everyMs, firstMs = everyMs, longestMs = firstMs, ...options }: Repeat
): Promise<void> {
  const { signal } = options;
  while (!signal.aborted) {
    await keepTrying(work, { ...options, firstMs, longestMs });
    if (everyMs > 0) await sleep(everyMs, signal);
  }
}
