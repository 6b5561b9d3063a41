import { setTimeout as wait } from 'node:timers/promises';
import type { Database, StoredDocument } from './database.ts';
import { RecentMap } from './recent-map.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/**
 * What to write in place of `current`, or undefined to leave it. Called again with a fresh document
 * whenever somebody else was faster, so it must not change its argument or anything outside.
 */
export type Decide<D> = (current: D | undefined) => D | undefined | Promise<D | undefined>;

export interface Updated<D> {
  /** As it stands now; undefined where there is none. */
  doc: (D & { _rev: string }) | undefined;
  /** Whether this decision wrote something. */
  written: boolean;
}

interface Waiting {
  decide: Decide<StoredDocument>;
  resolve(updated: Updated<StoredDocument>): void;
  reject(error: unknown): void;
}
type Decided = { waiting: Waiting; written: boolean; error?: unknown };
type Known = StoredDocument & { _rev: string };

const GROUP = 256;
const ATTEMPTS = 30;
const LINGER_MS = 8;
const REMEMBERED = 256;

/**
 * Decisions about one document, one after the other:
 * 1. the `_rev` alone decides between processes; a conflict loads and decides again, with jitter;
 * 2. inside this process decisions queue by document and share a write, so that 200 of them on one
 *    document cost a handful of writes and never fight each other;
 * 3. "nothing to write" is only ever answered from a document that was read after it was asked;
 * 4. a decision that throws fails alone.
 */
export class UpdateQueue {
  readonly #database: Pick<Database, 'get' | 'put' | 'name'>;
  readonly #queues = new Map<string, Waiting[]>();
  /** What this process wrote last: spares a read, and costs one more where another process wrote since. */
  readonly #written = new RecentMap<string, Known>(REMEMBERED);

  constructor(database: Pick<Database, 'get' | 'put' | 'name'>) {
    this.#database = database;
  }

  update<D extends StoredDocument>(id: string, decide: Decide<D>): Promise<Updated<D>> {
    return new Promise((resolve, reject) => {
      const waiting = { decide, resolve, reject } as unknown as Waiting;
      const queue = this.#queues.get(id);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      this.#queues.set(id, fresh);
      void this.#drain(id, fresh);
    });
  }

  async #drain(id: string, queue: Waiting[]): Promise<void> {
    let known = this.#written.get(id);
    while (queue.length > 0) {
      const group = queue.splice(0, GROUP);
      try {
        known = await this.#write(id, group, known);
      } catch (error) {
        known = undefined;
        for (const waiting of group) waiting.reject(error);
      }
      // Where several came at once more are on their way: one write for them all is sooner than one for each.
      if (group.length > 1) await wait(LINGER_MS);
    }
    this.#queues.delete(id);
    if (known) this.#written.set(id, known);
    else this.#written.delete(id);
  }

  /** Returns the document that it wrote, which spares the next group a read. */
  async #write(id: string, group: Waiting[], known: Known | undefined): Promise<Known | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const current = known ?? (await this.#database.get(id));
      const { next, decided } = await decideAll(current, group);
      const isStale = known !== undefined && decided.some((one) => !one.written);
      known = undefined;
      if (isStale) continue;
      if (next === current) {
        answer(decided, current);
        return undefined;
      }
      const document = { ...next, _id: id, _rev: current?._rev } as StoredDocument;
      const put = await this.#database.put(document);
      if (put.ok) {
        const written = { ...document, _rev: put.rev };
        answer(decided, written);
        return written;
      }
      await wait(Math.random() * Math.min(100, 2 ** attempt));
    }
    throw new StoreUnavailable(`${this.#database.name}/${id} changes too fast`);
  }
}

async function decideAll(current: Known | undefined, group: Waiting[]) {
  let next: StoredDocument | undefined = current;
  const decided: Decided[] = [];
  for (const waiting of group) {
    try {
      const wanted = await waiting.decide(next);
      decided.push({ waiting, written: wanted !== undefined && wanted !== next });
      next = wanted ?? next;
    } catch (error) {
      decided.push({ waiting, written: false, error });
    }
  }
  return { next, decided };
}

function answer(decided: Decided[], doc: Known | undefined): void {
  for (const { waiting, written, error } of decided) {
    if (error === undefined) waiting.resolve({ doc, written });
    else waiting.reject(error);
  }
}
