import { randomUUID } from 'node:crypto';
import type { Clock } from '../deps.ts';
import type { Database, StoredDocument } from '../store/database.ts';

interface LeaseDocument extends StoredDocument {
  type: 'lease';
  holder: string;
  until: number;
  fence: number;
}

export interface Lease {
  /** Higher than that of every holder before: what writes for a lease writes it down and refuses a lower one. */
  fence: number;
  /** Aborted as soon as this process can no longer be sure that it holds the lease. */
  signal: AbortSignal;
  /** Before each further piece of work: false where the lease is lost. */
  renew(): Promise<boolean>;
}

interface LeaseDeps {
  database: Pick<Database, 'get' | 'put'>;
  clock: Clock;
  /** How long a holder that died is waited for. */
  lengthMs?: number;
}

const LENGTH_MS = 30_000;

/**
 * Runs `run` if no other process holds the lease of this name; undefined where one does. For work that
 * only one may do at a time, such as a payout run.
 */
export async function withLease<T>(
  name: string,
  { database, clock, lengthMs = LENGTH_MS }: LeaseDeps,
  run: (lease: Lease) => Promise<T>
): Promise<{ result: T } | undefined> {
  const _id = `lease:${name}`;
  const holder = randomUUID();
  const current = await database.get<LeaseDocument>(_id);
  if (current && current.until > clock.now()) return undefined;
  let mine: LeaseDocument = {
    ...(current ?? {}),
    _id,
    type: 'lease',
    holder,
    until: clock.now() + lengthMs,
    fence: (current?.fence ?? 0) + 1
  };
  const lost = new AbortController();

  /** One write at a time: the beat and the work itself may want to renew at the same moment. */
  let writing: Promise<unknown> = Promise.resolve();
  function write(until: number): Promise<boolean> {
    const written = writing.then(async () => {
      const next = { ...mine, until };
      const put = await database.put<LeaseDocument>(next);
      if (put.ok) mine = { ...next, _rev: put.rev };
      return put.ok;
    });
    writing = written.catch(() => undefined);
    return written;
  }

  async function renew(): Promise<boolean> {
    const isHeld = !lost.signal.aborted && (await write(clock.now() + lengthMs));
    if (!isHeld) lost.abort();
    return isHeld;
  }

  if (!(await write(mine.until))) return undefined;
  const beat = setInterval(() => {
    if (clock.now() > mine.until) lost.abort();
    else void renew().catch(() => undefined);
  }, lengthMs / 3);
  beat.unref();
  try {
    return { result: await run({ fence: mine.fence, signal: lost.signal, renew }) };
  } finally {
    clearInterval(beat);
    // Given back at once; where that fails it runs out by itself.
    await write(0).catch(() => false);
  }
}
