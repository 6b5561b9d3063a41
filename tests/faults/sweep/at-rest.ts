import { setTimeout as wait } from 'node:timers/promises';
import type { Checked } from './check-acknowledged.ts';

/** What `npm run verify` counts of work that is still to be done. */
export const LEFT = ['orders to be told', 'books to be told', 'actions to be judged'];

const REST_MS = 120_000;

/** Until the server has nothing left to do; what was seen last where it never has. */
export async function atRest(look: () => Promise<Checked>): Promise<Checked> {
  const giveUpAt = Date.now() + REST_MS;
  for (;;) {
    const checked = await look();
    const { figures, waiting } = checked.verified;
    const isDone = LEFT.every((name) => !figures[name]) && waiting.length === 0;
    if (isDone || Date.now() > giveUpAt) return checked;
    await wait(500);
  }
}
