// Which copy of the data this is. Whoever follows a feed from the outside (devices) begins again
// where it changes: a store that was restored or moved may have less than they know, and its
// sequences are its own.
// 1. It is a `_local` document: no replication carries it along, so every copy gets one of its own
//    at its first start. `restore` takes it out of what it puts back.
// 2. It says as well that a server has worked on this store: `copy` writes into no such store.
// 3. Several processes that start together agree: whoever holds the lease writes it. A `_local`
//    document's revision would not decide that.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { sleep } from '../concurrency/sleep.ts';
import { withLease } from './lease.ts';
import type { Store } from './store.ts';
import type { StoredDocument } from './stored-document.ts';

export const EPOCH_ID = '_local/epoch';

interface EpochDocument extends StoredDocument {
  /** ms of server time at which it began: a later one is higher, as far as clocks are right. */
  number: number;
  id: string;
}

const PAUSE_MS = 100;

/** As devices are told it: `<number>-<id>`, the same for as long as this store is this copy. */
export async function openEpoch({ people }: Pick<Store, 'people'>, clock: Clock): Promise<string> {
  const owner = randomBytes(8).toString('hex');
  const read = () => people.get<EpochDocument>(EPOCH_ID);
  for (;;) {
    const found = await read();
    if (found) return `${found.number}-${found.id}`;
    const made = await withLease('epoch', { database: people, clock, owner }, async () => {
      if (await read()) return true;
      const id = randomBytes(9).toString('base64url');
      await people.put<EpochDocument>({ _id: EPOCH_ID, number: clock.now(), id });
      return true;
    });
    if (!made) await sleep(PAUSE_MS);
  }
}

/** ms of server time at which this copy began. */
export function epochBegan(epoch: string): number {
  return Number.parseInt(epoch, 10);
}
