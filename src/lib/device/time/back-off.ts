const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Doubling, with jitter over its upper half, so that thousands of devices do not come back in the
 * same second.
 */
export function backOffMs(failures: number, random: () => number): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.round(span * (0.5 + random() / 2));
}
