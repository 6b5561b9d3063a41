import type { Database, StoredDocument } from './database.ts';

type Found = (StoredDocument & { _rev: string }) | undefined;

interface Asked {
  id: string;
  resolve(found: Found): void;
  reject(error: unknown): void;
}

/** As many go into one request; a request of one is a plain read. */
const GROUP = 200;

/**
 * Documents that are asked for in the same moment are read in one request: 200 providers who answer one offer at once are 200
 * devices to look up. What is asked for while a read is on its way goes into the next one, so nobody gets an answer that is
 * older than their question.
 */
export class GetQueue {
  readonly #database: Pick<Database, 'getMany'>;
  readonly #getOne: (id: string) => Promise<Found>;
  #waiting: Asked[] = [];

  constructor(database: Pick<Database, 'getMany'>, getOne: (id: string) => Promise<Found>) {
    this.#database = database;
    this.#getOne = getOne;
  }

  get(id: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#send());
    });
  }

  #send(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < all.length; at += GROUP) void this.#read(all.slice(at, at + GROUP));
  }

  async #read(group: Asked[]): Promise<void> {
    try {
      const ids = [...new Set(group.map(({ id }) => id))];
      const found =
        ids.length === 1 ? [await this.#getOne(ids[0]!)] : await this.#database.getMany(ids);
      const byId = new Map(ids.map((id, index) => [id, found[index]]));
      for (const { id, resolve } of group) resolve(byId.get(id));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
