/** What is under way, by key, for whoever has to wait for it. */
export class InProgress<K> {
  readonly #running = new Map<K, Set<Promise<unknown>>>();

  async during<T>(key: K, work: Promise<T>): Promise<T> {
    const all = this.#running.get(key) ?? new Set();
    this.#running.set(key, all.add(work));
    try {
      return await work;
    } finally {
      all.delete(work);
      if (all.size === 0) this.#running.delete(key);
    }
  }

  /** Whether anything is under way. */
  has(key: K): boolean {
    return this.#running.has(key);
  }

  /** Resolves when what has begun so far has ended, however it ended. */
  async ended(key: K): Promise<void> {
    await Promise.allSettled([...(this.#running.get(key) ?? [])]);
  }
}
