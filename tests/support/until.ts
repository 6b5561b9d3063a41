import { setTimeout as wait } from 'node:timers/promises';

const GIVE_UP_MS = 45_000;
const LONGEST_PAUSE_MS = 250;

/** Waits for a condition instead of a time; the first value that is not undefined or false. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what = 'the condition'
): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  for (let pause = 5; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.3)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    // Looking too often would slow down what is waited for.
    await wait(pause);
  }
}
