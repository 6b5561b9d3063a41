import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a condition instead of a time; the first value that is not undefined or false. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what = 'the condition'
): Promise<T> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await wait(10);
  }
}
