import { sleep } from '../concurrency/sleep.ts';

const TRIES = 7;
const FIRST_PAUSE_MS = 15;

/**
 * Reads what is known to be stored until it is seen, a second or so: right after a write, or after
 * a feed told of it, a read may be answered by somebody who has not heard of it yet.
 * @returns undefined where it is still not there: nothing is known then, and never "there is none"
 */
export async function lookAgain<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let tries = 1; ; tries += 1) {
    const seen = await read();
    if (seen !== undefined || tries === TRIES) return seen;
    await sleep(FIRST_PAUSE_MS * 2 ** (tries - 1));
  }
}
