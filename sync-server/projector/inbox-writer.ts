import type { InboxDocument } from '#domain/order/views/inbox.ts';
import { BatchQueue, type Queued } from '../concurrency/batch-queue.ts';
import { RecentMap } from '../store/recent-map.ts';
import type { Store } from '../store/store.ts';

/** One document that an inbox should hold. */
export interface InboxWrite {
  id: string;
  /** Of what it was made from; an inbox never goes back. Null: written once and never changed. */
  generation: number | null;
  /**
   * Made from what is there; undefined leaves it. Without `needsCurrent` what is there is not
   * looked at.
   */
  build(current: InboxDocument | undefined): InboxDocument | undefined;
  needsCurrent?: boolean;
}

interface Written {
  rev: string;
  generation: number;
}

const LARGEST_BATCH = 32;
const ATTEMPTS = 12;
const REMEMBERED = 20_000;

/**
 * Writes to inboxes, one `_bulk_docs` at a time for each, whatever waits together.
 * 1. A document is only ever replaced by one of a higher generation; the `_rev` decides between
 *    processes.
 * 2. What this process wrote itself it knows the revision of; all else is read on a conflict.
 * 3. A failure of the store fails the whole call: whoever asked asks again, and nothing happens
 *    twice.
 */
export class InboxWriter {
  readonly #store: Pick<Store, 'inbox'>;
  readonly #written = new RecentMap<string, Written>(REMEMBERED);
  readonly #queue = new BatchQueue<string, InboxWrite[], void>(LARGEST_BATCH, (provider, batch) =>
    this.#writeBatch(provider, batch)
  );

  constructor(store: Pick<Store, 'inbox'>) {
    this.#store = store;
  }

  async write(provider: string, writes: InboxWrite[]): Promise<void> {
    if (writes.length > 0) await this.#queue.add(provider, writes);
  }

  async #writeBatch(provider: string, batch: Queued<InboxWrite[], void>[]): Promise<void> {
    await this.#flush(provider, newest(batch.flatMap(({ item }) => item)));
    for (const { resolve } of batch) resolve();
  }

  async #flush(provider: string, writes: InboxWrite[]): Promise<void> {
    let left = writes;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > ATTEMPTS) throw new Error(`inbox of ${provider} changes too fast`);
      left = await this.#attempt(provider, left, attempt > 1);
    }
  }

  /** Returns what another process was faster with. */
  async #attempt(provider: string, writes: InboxWrite[], isAgain: boolean): Promise<InboxWrite[]> {
    const inbox = this.#store.inbox(provider);
    const toRead = writes.filter((each) => isAgain || each.needsCurrent).map((each) => each.id);
    const currents = await inbox.getMany<InboxDocument>(toRead);
    const read = new Map(toRead.map((id, index) => [id, currents[index]]));

    const sent: InboxWrite[] = [];
    const documents: InboxDocument[] = [];
    for (const write of writes) {
      const document = this.#documentOf(provider, write, read.get(write.id));
      if (!document) continue;
      sent.push(write);
      documents.push(document);
    }
    const results = await inbox.bulk<InboxDocument>(documents);
    return sent.filter((write, index) => {
      const result = results[index];
      if (result?.ok) {
        if (write.generation !== null) {
          const written = { rev: result.rev, generation: write.generation };
          this.#written.set(`${provider}/${write.id}`, written);
        }
        return false;
      }
      this.#written.delete(`${provider}/${write.id}`);
      if (result?.error !== 'conflict') {
        throw new Error(`inbox of ${provider}, ${write.id}: ${result?.error} ${result?.reason}`);
      }
      return write.generation !== null;
    });
  }

  #documentOf(
    provider: string,
    write: InboxWrite,
    current: InboxDocument | undefined
  ): InboxDocument | undefined {
    const { generation } = write;
    if (generation === null) return write.build(undefined);
    const known = this.#written.get(`${provider}/${write.id}`);
    const there = current
      ? { rev: current._rev, generation: 'generation' in current ? current.generation : 0 }
      : known;
    if (there && there.generation >= generation) return undefined;
    const document = write.build(current);
    return document && there?.rev ? { ...document, _rev: there.rev } : document;
  }
}

/** Of several writes of one document only the newest counts. */
function newest(writes: InboxWrite[]): InboxWrite[] {
  const byId = new Map<string, InboxWrite>();
  for (const write of writes) {
    const other = byId.get(write.id);
    if (!other || (other.generation ?? 0) <= (write.generation ?? 0)) byId.set(write.id, write);
  }
  return [...byId.values()];
}
