import { setTimeout as wait } from 'node:timers/promises';

/**
 * Whether `work` ends within `ms`; false as soon as the process closes. What takes longer goes on
 * by itself.
 */
export async function inTime(
  work: Promise<unknown>,
  ms: number,
  closing: AbortSignal
): Promise<boolean> {
  const over = new AbortController();
  const signal = AbortSignal.any([closing, over.signal]);
  try {
    return await Promise.race([
      work.then(() => !closing.aborted),
      wait(ms, false, { signal, ref: false }).catch(() => false)
    ]);
  } finally {
    over.abort();
  }
}
