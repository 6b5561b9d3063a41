import { BatchQueue, type Queued } from '../concurrency/batch-queue.ts';
import { sleep } from '../concurrency/sleep.ts';
import type { PutResult, Stored, StoredDocument } from './stored-document.ts';
import { RecentMap } from './recent-map.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/**
 * What to write in place of `current`, or undefined to leave it. Called again with a fresh document
 * whenever somebody else was faster, so it must not change its argument or anything outside.
 */
export type Decide<D> = (current: D | undefined) => D | undefined | Promise<D | undefined>;

export interface Updated<D> {
  /** As it stands now; undefined where there is none. */
  doc: Stored<D> | undefined;
  /** Whether this decision wrote something. */
  written: boolean;
}

type Waiting = Queued<Decide<StoredDocument>, Updated<StoredDocument>>;
type Decided = { waiting: Waiting; written: boolean; error?: unknown };
type Known = Stored<StoredDocument>;

/** As much of a database as updating needs. */
interface Updatable {
  readonly name: string;
  get(id: string): Promise<Known | undefined>;
  put(document: StoredDocument): Promise<PutResult>;
}

const LARGEST_BATCH = 256;
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
  readonly #database: Updatable;
  readonly #queue = new BatchQueue<string, Decide<StoredDocument>, Updated<StoredDocument>>(
    LARGEST_BATCH,
    (id, batch) => this.#decide(id, batch)
  );
  /**
   * What this process wrote last: spares a read, or costs one more if another process wrote since.
   */
  readonly #written = new RecentMap<string, Known>(REMEMBERED);

  constructor(database: Updatable) {
    this.#database = database;
  }

  update<D extends StoredDocument>(id: string, decide: Decide<D>): Promise<Updated<D>> {
    return this.#queue.add(id, decide as unknown as Decide<StoredDocument>) as Promise<Updated<D>>;
  }

  async #decide(id: string, batch: Waiting[]): Promise<void> {
    const known = this.#written.get(id);
    this.#written.delete(id);
    const written = await this.#write(id, batch, known);
    if (written) this.#written.set(id, written);
    // Where several came at once more are on their way: one write for all is sooner than one each.
    if (batch.length > 1) await sleep(LINGER_MS);
  }

  /** Returns the document that it wrote, which spares the next batch a read. */
  async #write(id: string, batch: Waiting[], known: Known | undefined): Promise<Known | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const current = known ?? (await this.#database.get(id));
      const { next, decided } = await decideAll(current, batch);
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
      await sleep(Math.random() * Math.min(100, 2 ** attempt));
    }
    throw new StoreUnavailable(`${this.#database.name}/${id} changes too fast`);
  }
}

async function decideAll(current: Known | undefined, batch: Waiting[]) {
  let next: StoredDocument | undefined = current;
  const decided: Decided[] = [];
  for (const waiting of batch) {
    try {
      const wanted = await waiting.item(next);
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
