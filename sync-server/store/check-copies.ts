import { forEach } from '../concurrency/for-each.ts';
import { retry } from '../concurrency/retry.ts';
import { NotOneCopy } from './one-copy.ts';
import { StoreUnavailable } from './store-unavailable.ts';

interface Ready {
  ready(): Promise<void>;
}

interface OfProviders {
  ids(): Promise<string[]>;
  open(provider: string): Ready;
}

interface Checked {
  /** Made where they are missing. */
  always: readonly Ready[];
  inboxes: OfProviders;
  outboxes: OfProviders;
}

const AT_ONCE = 16;
/** A node that starts together with this process. */
const PATIENCE = { tries: 8, firstMs: 250, longestMs: 10_000 };

/**
 * At the start every database that there is says how many copies it has, so that a cluster which
 * cannot decide is refused before anybody was told anything. One of a provider whose node is down
 * holds up nobody: it is asked when it is first used, as a new one is.
 * @throws NotOneCopy with what to do
 */
export async function checkCopies({ always, ...providers }: Checked): Promise<void> {
  const { signal } = new AbortController();
  for (const database of always) {
    await retry(() => database.ready(), {
      ...PATIENCE,
      signal,
      isFinal: (error) => error instanceof NotOneCopy || !(error instanceof StoreUnavailable)
    });
  }
  for (const { ids, open } of [providers.inboxes, providers.outboxes]) {
    await forEach(await ids(), AT_ONCE, (id) => readyOrDown(open(id)));
  }
}

async function readyOrDown(database: Ready): Promise<void> {
  try {
    await database.ready();
  } catch (error) {
    if (error instanceof NotOneCopy || !(error instanceof StoreUnavailable)) throw error;
  }
}
