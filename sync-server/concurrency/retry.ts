// Retry with back-off, in one place. By hand, since p-retry does not fit: it never tries again
// after a TypeError (here a bug of ours must not lose what was sent), refuses finished work once
// its signal is aborted, and has no jitter left where its pauses are longest.
import { sleep } from './sleep.ts';

export interface BackOff {
  /** The first pause; each one after it is twice as long … */
  firstMs: number;
  /** … up to this. Jitter takes up to half of a pause away. */
  longestMs: number;
  signal: AbortSignal;
  /** @param failures in a row, this one included */
  onFailure?(error: unknown, failures: number): void;
}

export interface Retry extends BackOff {
  tries: number;
  /** Trying again cannot help: thrown at once. */
  isFinal?(error: unknown): boolean;
}

/** @throws the last error, after so many tries, for a final one, or when `signal` is aborted */
export async function retry<T>(work: () => Promise<T>, options: Retry): Promise<T> {
  const { signal, tries, isFinal, onFailure } = options;
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || isFinal?.(error)) throw error;
      onFailure?.(error, failures);
      if (failures >= tries) throw error;
      await sleep(pauseAfter(failures, options), signal);
    }
  }
}

/** Tries until it succeeds; undefined where `signal` ended it before. */
export async function keepTrying<T>(
  work: () => Promise<T>,
  options: BackOff
): Promise<T | undefined> {
  try {
    return await retry(work, { ...options, tries: Infinity });
  } catch (error) {
    if (!options.signal.aborted) throw error;
    return undefined;
  }
}

function pauseAfter(failures: number, { firstMs, longestMs }: BackOff): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1)) * (1 - Math.random() / 2);
}
