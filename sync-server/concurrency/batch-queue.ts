/** One item of a batch. Whoever works on the batch answers each one of its items. */
export interface Queued<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export type WorkOnBatch<K, Item, Answer> = (key: K, batch: Queued<Item, Answer>[]) => Promise<void>;

/**
 * A queue for each key: one batch at a time, of all that came in while the last one was worked on.
 * What has no answer when the work on its batch fails is rejected with that error.
 */
export class BatchQueue<K, Item, Answer> {
  readonly #queues = new Map<K, Queued<Item, Answer>[]>();
  readonly #largest: number;
  readonly #work: WorkOnBatch<K, Item, Answer>;

  constructor(largest: number, work: WorkOnBatch<K, Item, Answer>) {
    this.#largest = largest;
    this.#work = work;
  }

  add(key: K, item: Item): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const queued = { item, resolve, reject };
      const queue = this.#queues.get(key);
      if (queue) {
        queue.push(queued);
        return;
      }
      const fresh = [queued];
      this.#queues.set(key, fresh);
      void this.#drain(key, fresh);
    });
  }

  async #drain(key: K, queue: Queued<Item, Answer>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, this.#largest);
      try {
        await this.#work(key, batch);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#queues.delete(key);
  }
}
