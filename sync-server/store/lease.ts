import type { Clock } from '../clock.ts';
import { sleep } from '../concurrency/sleep.ts';
import type { Database } from './database.ts';
import type { StoredDocument } from './stored-document.ts';

/** Document `lease:<name>`: who runs a singleton, and until when. */
interface LeaseDocument extends StoredDocument {
  type: 'lease';
  owner: string;
  /** ms of server time. */
  until: number;
  fence: number;
}

export interface Lease {
  /**
   * Higher for every holder: what a holder writes carries it, and one that lost the lease is
   * recognised by its lower number.
   */
  fence: number;
  /** Aborted when the lease could not be renewed: stop, somebody else may have begun. */
  lost: AbortSignal;
}

interface LeaseOptions {
  database: Pick<Database, 'update'>;
  clock: Clock;
  /** Names this process. */
  owner: string;
  holdMs?: number;
}

const HOLD_MS = 30_000;

/**
 * Runs `work` in at most one process at a time; resolves to undefined where another one holds the
 * lease. A process that dies loses it after `holdMs`. A pause of the whole process can outlast a
 * lease, so work must be safe without it too: the lease only spares doing it twice.
 */
export async function withLease<T>(
  name: string,
  { database, clock, owner, holdMs = HOLD_MS }: LeaseOptions,
  work: (lease: Lease) => Promise<T>
): Promise<T | undefined> {
  const id = `lease:${name}`;
  const now = clock.now();
  const taken = await database.update<LeaseDocument>(id, (current) =>
    current && current.until > now && current.owner !== owner
      ? undefined
      : { _id: id, type: 'lease', owner, until: now + holdMs, fence: (current?.fence ?? 0) + 1 }
  );
  if (!taken.written || !taken.doc) return undefined;
  const { fence } = taken.doc;
  const [ended, lost] = [new AbortController(), new AbortController()];
  const extend = (until: number) =>
    database.update<LeaseDocument>(id, (current) =>
      current?.fence === fence ? { ...current, until } : undefined
    );

  const renewing = (async () => {
    while (!ended.signal.aborted) {
      await sleep(holdMs / 3, ended.signal);
      if (ended.signal.aborted) return;
      const renewed = await extend(clock.now() + holdMs).catch(() => undefined);
      if (!renewed?.written) return lost.abort();
    }
  })();
  try {
    return await work({ fence, lost: lost.signal });
  } finally {
    ended.abort();
    await renewing;
    await extend(0).catch(() => undefined);
  }
}
